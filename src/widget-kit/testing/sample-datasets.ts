import type { Cadence, Classification, Dataset, DatasetShape, Source } from '@/domain/dataset';
import type { Text } from '@/domain/text';

const same = (text: string): Text => ({ vi: text, en: text });

const source = (id: string, vi: string, en: string): Source => ({
  id,
  name: { vi, en }, shortName: { vi, en },
  owner: same('UBND tỉnh Nghệ An'),
  baseUrl: `/sources/${id}/`, deadlineMs: 15_000, maxBytes: 4_000_000, settings: {}, sampleData: true,
});

export const SAMPLE_SOURCES: readonly Source[] = [
  source('one-stop', 'Một cửa điện tử', 'One-stop system'),
  source('statistics-office', 'Thống kê tỉnh', 'Statistics office'),
  source('security-centre', 'SOC tỉnh', 'Security centre'),
  source('lgsp', 'LGSP', 'LGSP'),
  source('map-service', 'Nền bản đồ', 'Map service'),
  source('documents', 'Văn bản', 'Documents'),
  source('noc-prometheus', 'NOC: số đo', 'NOC metrics'),
  source('noc-alertmanager', 'NOC: cảnh báo', 'NOC alerts'),
  source('noc-zabbix', 'NOC: cơ quan', 'NOC offices'),
  source('lgsp-applications', 'Ứng dụng qua LGSP', 'Applications'),
  source('portal', 'Cổng điều hành', 'Portal'),
  source('programme', 'Theo dõi chương trình', 'IT programme'),
  source('warehouse', 'Kho dữ liệu', 'Data warehouse'),
];

type Row = readonly [id: string, source: string, shape: DatasetShape, cadence: Cadence, parameters: string, classification?: Classification];
const every = (seconds: number): Cadence => ({ kind: 'interval', seconds });
const published = (period: 'month' | 'quarter' | 'year', publishedAfterDays: number): Cadence => ({ kind: 'periodic', period, publishedAfterDays, checkSeconds: 3600 });

/** Parameters as in the dataset contract; `?` marks an optional one. */
const ROWS: readonly Row[] = [
  ['procedure-by-unit', 'one-stop', 'cube', every(300), 'period level?'],
  ['procedure-trend', 'one-stop', 'cube', every(300), 'periods units'],
  ['procedure-by-field', 'one-stop', 'cube', every(300), 'unit period'],
  ['procedure-overdue-dossiers', 'one-stop', 'events', every(300), 'unit period', 'personal'],
  ['index-766-components', 'one-stop', 'cube', every(86_400), 'unit periods'],
  ['index-766-totals', 'one-stop', 'cube', every(86_400), 'period'],
  ['socio-economic-monthly', 'statistics-office', 'cube', published('month', 6), 'from to'],
  ['socio-economic-quarterly', 'statistics-office', 'cube', published('quarter', 6), 'from to'],
  ['socio-economic-annual', 'statistics-office', 'cube', published('year', 90), 'from to'],
  ['population-by-unit', 'statistics-office', 'cube', published('year', 90), 'period'],
  ['security-alerts', 'security-centre', 'events', every(60), ''],
  ['security-incidents', 'security-centre', 'events', every(60), ''],
  ['security-trend', 'security-centre', 'cube', every(300), 'from to'],
  ['security-systems', 'security-centre', 'cube', every(86_400), ''],
  ['security-coverage', 'security-centre', 'cube', every(3600), ''],
  ['lgsp-daily', 'lgsp', 'cube', every(300), 'from to'],
  ['lgsp-services', 'lgsp', 'cube', every(300), 'period'],
  ['lgsp-hourly', 'lgsp', 'cube', every(60), 'period'],
  ['lgsp-callers', 'lgsp', 'cube', every(60), 'period'],
  ['directive-tasks', 'documents', 'cube', every(3600), 'period'],
  ['documents-daily', 'documents', 'cube', every(3600), 'from to'],
  ['directive-list', 'documents', 'events', every(900), ''],
  ['infrastructure-hosts', 'noc-prometheus', 'events', every(60), ''],
  ['infrastructure-links', 'noc-prometheus', 'events', every(60), ''],
  ['infrastructure-alerts', 'noc-alertmanager', 'events', every(60), ''],
  ['infrastructure-silences', 'noc-alertmanager', 'events', every(60), ''],
  ['infrastructure-problems', 'noc-zabbix', 'events', every(60), ''],
  ['data-centre-environment', 'noc-prometheus', 'cube', every(60), ''],
  ['citizen-feedback-items', 'lgsp-applications', 'events', every(300), 'from to', 'personal'],
  ['citizen-feedback-daily', 'lgsp-applications', 'cube', every(300), 'from to'],
  ['contact-centre-daily', 'lgsp-applications', 'cube', every(300), 'from to'],
  ['portal-source-health', 'portal', 'events', every(60), ''],
  ['commune-areas', 'map-service', 'features', every(86_400), ''],
  ['field-incidents', 'map-service', 'features', every(300), 'period'],
  ['roadmap-tasks', 'programme', 'events', every(86_400), '', 'public'],
  ['roadmap-budget', 'programme', 'cube', every(86_400), '', 'public'],
  ['public-investment-plans', 'warehouse', 'cube', published('month', 6), 'period?', 'public'],
  ['public-investment-months', 'warehouse', 'cube', published('month', 6), 'from? to? unit?'],
  ['public-investment-projects', 'warehouse', 'events', published('month', 6), 'unit?'],
  ['registers-population', 'warehouse', 'cube', published('month', 6), 'period? unit?'],
  ['registers-population-months', 'warehouse', 'cube', published('month', 6), 'from? to?', 'public'],
  ['registers-enterprises', 'warehouse', 'cube', published('month', 6), 'period? unit?'],
  ['registers-enterprises-sectors', 'warehouse', 'cube', published('month', 6), 'from? to?', 'public'],
  ['registers-land', 'warehouse', 'cube', published('year', 60), 'period? unit?'],
  ['registers-civil-status', 'warehouse', 'cube', published('month', 6), 'period? unit?'],
  ['registers-civil-status-months', 'warehouse', 'cube', published('month', 6), 'from? to?', 'public'],
  ['registers-officials', 'warehouse', 'cube', published('month', 6), 'period? unit?'],
  ['commune-indicators', 'statistics-office', 'cube', published('year', 90), 'from to', 'public'],
];

export const SAMPLE_DATASETS: readonly Dataset[] = ROWS.map(([id, from, shape, cadence, parameters, classification = 'internal']) => ({
  id, source: from, shape, cadence, classification,
  connector: from === 'statistics-office' ? 'json-stat' : 'rest-json',
  title: same(id), description: same(id), owner: same('UBND tỉnh Nghệ An'),
  parameters: parameters.split(' ').filter(Boolean).map((name) => ({ name: name.replace('?', ''), required: !name.endsWith('?') })),
  request: {}, mapping: {},
}));
