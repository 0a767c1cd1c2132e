import pino from 'pino';
import type { Insertable } from 'kysely';
import { role, rulesOf } from '@/access/testing/random-access';
import { ok } from '@/domain/result';
import { smallProvince } from '../../datasets/testing/desk-bench';
import type { Database } from '../../store/schema';
import type { Store } from '../../store/store';
import { testCore } from '../../testing/test-gateway';
import { createTemplates } from '../report-templates';
import type { ReportWish, Reports } from '../reports';
import { TEMPLATE } from '../testing.fixture';
import type { createScheduleClock } from './schedule-clock';

/* For tests: a schedule that is due, and what firing it stands on where reports are rows and nothing more. */

const UNIT = 'H41.06';
export const SCHEDULE = 'schedule-of-a-killed-gateway';

export const aScheduleRow = (now: number): Insertable<Database['report_schedule']> => ({
  id: SCHEDULE, revision: 1, title: 'Báo cáo tháng', kind: 'report', subject: 'monthly', unit: UNIT, rule: '{"every":"day","at":"07:00"}', day_rule: 'any', period_kind: 'month', period_offset: -1,
  formats: '["docx"]', destinations: '["archive"]', owner: 'clerk', enabled: true, paused_because: null, next_at: new Date(now - 1_000), created_at: new Date(now), updated_at: new Date(now), deleted: false,
});
/** By the key of the wish: the same wish again is the same row. */
export const aReportRow = ({ template, unit, period, key }: ReportWish, now: number): Insertable<Database['report']> => ({
  id: key, series: key, version: 1, supersedes: null, template, title: 'Thử', unit, period, state: 'draft', revision: 1, author: 'clerk', signer: '', number: null,
  created_at: new Date(now), issued_at: null, content_hash: '', commentary: '{}', admission: '{}', template_body: '{}', document: '{}', frozen: '{}',
});

/** Everybody is a clerk of the unit; `make` writes a report and gives its id. Deliveries asked for are named in `sent`. */
export function portsOf(store: Store, clock: () => number, make: (wish: ReportWish) => Promise<string>) {
  const access = rulesOf([role('clerk', [], ['report.write', 'export'])]);
  const core = { ...testCore(store, { ...smallProvince(), access, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) }), clock, log: pino({ level: 'silent' }) };
  const sent: string[] = [];
  const parts: Parameters<typeof createScheduleClock>[1] = {
    people: { grantsOf: () => Promise.resolve([{ role: 'clerk', unit: UNIT }]), statusOf: () => Promise.resolve('active') },
    templates: createTemplates(core, { read: () => ok(TEMPLATE) }), views: null,
    reports: { make: async (_by, wish) => ({ id: await make(wish) }) as Awaited<ReturnType<Reports['make']>> },
    deliveries: { ask: (_db, { report, format, destination, cause }) => Promise.resolve(void sent.push([report, format, destination, cause].join(' '))) },
  };
  return { core, parts, sent };
}
