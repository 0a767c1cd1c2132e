import { lastPeriods } from '@/domain/period/period';
import { period, periodText } from '@/domain/period/text';
import type { DatasetQuery } from '@/domain/dataset';

/** How every dataset of the pack is asked about a unit at the moment of the mock. A dataset without a line here cannot be tested, and fails. */
type Params = DatasetQuery['params'];

const MONTH = 'calendar:2026-10';
const months = (count: number): string[] => lastPeriods(period('calendar:2026-11'), count).map(periodText);
const DAYS = { from: 'calendar:2026-11-01', to: 'calendar:2026-11-19' };

export const QUESTIONS: Readonly<Record<string, (unit: string) => Params>> = {
  'procedure-by-unit': () => ({ period: MONTH }),
  'procedure-trend': (unit) => ({ periods: months(3), units: [unit] }),
  'procedure-by-field': (unit) => ({ unit, period: MONTH }),
  'procedure-overdue-dossiers': (unit) => ({ unit, period: 'calendar:2026-11' }),
  'index-766-components': (unit) => ({ unit, periods: months(3) }),
  'index-766-totals': () => ({ period: MONTH }),
  'socio-economic-monthly': () => ({ from: 'calendar:2026-08', to: MONTH }),
  'socio-economic-quarterly': () => ({ from: 'calendar:2025-Q4', to: 'calendar:2026-Q3' }),
  'socio-economic-annual': () => ({ from: 'calendar:2023', to: 'calendar:2025' }),
  'population-by-unit': () => ({ period: 'calendar:2026' }),
  'security-alerts': () => ({}),
  'security-incidents': () => ({}),
  'security-trend': () => DAYS,
  'security-systems': () => ({}),
  'security-coverage': () => ({}),
  'lgsp-daily': () => DAYS,
  'lgsp-services': () => ({ period: 'calendar:2026-11-19' }),
  'directive-tasks': () => ({ period: 'calendar:2026-11' }),
  'documents-daily': () => DAYS,
  'commune-areas': () => ({}),
  'field-incidents': () => ({ period: MONTH }),
};

/** The address of a question, asked as the page takes it. */
export function addressOf(dataset: string, params: Params): string {
  const query = new URLSearchParams({ as: 'answer' });
  for (const [name, value] of Object.entries(params)) for (const each of [value].flat()) query.append(name, each);
  return `/api/datasets/${dataset}?${query.toString()}`;
}
