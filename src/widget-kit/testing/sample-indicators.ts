import type { AggregationRule, Indicator } from '@/domain/indicator';

type Facts = Pick<Indicator, 'id' | 'name' | 'shortName' | 'unit' | 'dataset' | 'metric'> & Partial<Indicator>;

const SUM: AggregationRule = { kind: 'sum' };
const NONE: AggregationRule = { kind: 'none' };
const PROVINCE_ONLY: Indicator['levels'] = ['province'];
const EVERY_UNIT: Indicator['levels'] = ['province', 'department', 'district', 'commune'];

const card = (facts: Facts): Indicator => ({
  definition: facts.name, decimals: 0, direction: 'higher-better', owner: { vi: 'UBND tỉnh', en: 'Provincial committee' },
  calendar: 'calendar', periodKind: 'month', levels: PROVINCE_ONLY, overUnits: NONE, overTime: NONE, targets: [],
  validFrom: '2020-01-01', change: 'relative',
  ...facts,
});
const procedures = (facts: Omit<Facts, 'dataset'>): Indicator => card({ dataset: 'procedure-trend', levels: EVERY_UNIT, ...facts });

/** One card of every kind a widget must cope with: growth, money against a plan, target band, ratio, count, rank. */
export const SAMPLE_INDICATORS: readonly Indicator[] = [
  card({
    id: 'grdp-growth', name: { vi: 'Tốc độ tăng GRDP (giá so sánh)', en: 'GRDP growth (constant prices)' }, shortName: { vi: 'Tăng trưởng GRDP', en: 'GRDP growth' },
    unit: 'percent', decimals: 2, dataset: 'socio-economic-quarterly', metric: 'grdp-growth', calendar: 'statistical', periodKind: 'quarter', change: 'difference',
    targets: [{ period: 'calendar:2026', value: 9.5 }], thresholds: { basis: 'ratio-to-target', watch: 0.98, act: 0.85 }, legalBasis: 'Luật Thống kê 2015',
  }),
  card({
    id: 'budget-revenue', name: { vi: 'Thu ngân sách nhà nước trên địa bàn', en: 'State budget revenue in the province' }, shortName: { vi: 'Thu ngân sách', en: 'Budget revenue' },
    unit: 'billion-dong', dataset: 'socio-economic-monthly', metric: 'budget-revenue', calendar: 'statistical', overTime: { kind: 'last' },
    targets: [{ period: 'calendar:2026', value: 26_500 }], thresholds: { basis: 'ratio-to-target', watch: 0.95, act: 0.8 },
  }),
  card({
    id: 'cpi', name: { vi: 'Chỉ số giá tiêu dùng so cùng kỳ', en: 'Consumer price index on the same month last year' }, shortName: { vi: 'CPI', en: 'CPI' },
    unit: 'index', decimals: 2, dataset: 'socio-economic-monthly', metric: 'cpi', direction: 'target-band', change: 'difference',
    thresholds: { basis: 'band', low: 102, high: 104.5, actLow: 100, actHigh: 106 },
  }),
  card({
    id: 'exports', name: { vi: 'Kim ngạch xuất khẩu', en: 'Exports' }, shortName: { vi: 'Xuất khẩu', en: 'Exports' },
    unit: 'million-usd', decimals: 1, dataset: 'socio-economic-monthly', metric: 'exports', overTime: SUM,
  }),
  card({
    id: 'par-index-rank', name: { vi: 'Thứ hạng chỉ số cải cách hành chính', en: 'Rank in the PAR index' }, shortName: { vi: 'Hạng PAR INDEX', en: 'PAR index rank' },
    unit: 'rank', dataset: 'socio-economic-annual', metric: 'par-index-rank', periodKind: 'year', direction: 'lower-better', change: 'difference',
    targets: [{ period: 'calendar:2026', value: 10 }], thresholds: { basis: 'value', watch: 15, act: 25 },
  }),
  procedures({
    id: 'on-time-rate', name: { vi: 'Tỷ lệ hồ sơ giải quyết trước và đúng hạn', en: 'Dossiers settled early or on time' }, shortName: { vi: 'Hồ sơ đúng hạn', en: 'Settled on time' },
    unit: 'percent', decimals: 1, metric: 'settledInTime', overUnits: { kind: 'ratio', numerator: 'settledInTime', denominator: 'settled', scale: 100 },
    change: 'difference', targets: [{ period: 'calendar:2026', value: 98 }], thresholds: { basis: 'value', watch: 98, act: 90 },
  }),
  procedures({
    id: 'overdue-dossiers', name: { vi: 'Hồ sơ đang giải quyết quá hạn', en: 'Pending dossiers past their date' }, shortName: { vi: 'Hồ sơ quá hạn', en: 'Overdue dossiers' },
    unit: 'dossier', metric: 'pendingOverdue', direction: 'lower-better', overUnits: SUM, thresholds: { basis: 'value', watch: 1000, act: 3000 },
  }),
  procedures({
    id: 'overdue-per-thousand', name: { vi: 'Hồ sơ quá hạn trên 1.000 hồ sơ nhận giải quyết', en: 'Overdue dossiers per thousand received' }, shortName: { vi: 'Quá hạn/1.000', en: 'Overdue per 1,000' },
    unit: 'per-thousand', decimals: 1, metric: 'overdue', direction: 'lower-better', change: 'difference',
    overUnits: { kind: 'ratio', numerator: 'overdue', denominator: 'received', scale: 1000 }, thresholds: { basis: 'value', watch: 20, act: 50 },
  }),
];
