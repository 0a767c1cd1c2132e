import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { role, rulesOf } from '@/access/testing/random-access';
import { rightsOf } from '@/access/rights-of';
import { ok } from '@/domain/result';
import { startOfDay, localDate } from '@/domain/civil';
import { toInstant } from '@/domain/time';
import { smallProvince } from '../../datasets/testing/desk-bench';
import { memoryStore, type MemoryStore } from '../../store/testing/memory-store';
import { testCore, type TestCore } from '../../testing/test-gateway';
import { createTemplates } from '../report-templates';
import { TEMPLATE } from '../testing.fixture';
import { aReportRow } from './firing.fixture';
import { mailReminders } from './reminder-mail';
import { remind, remindersFor, type ReminderParts } from './reminders';

const UNIT = 'H41.06';
let store: MemoryStore;
let core: TestCore;
let letters: { readonly unit: string; readonly subject: string; readonly text: string }[];
let parts: ReminderParts;
beforeAll(async () => { store = await memoryStore(); });
afterAll(() => store.close());
beforeEach(async () => {
  await store.reset();
  letters = [];
  const access = rulesOf([role('clerk', [], ['report.write']), role('reader', [], [])]);
  core = testCore(store, { ...smallProvince(), access, reportTemplates: new Map([['monthly', { id: 'monthly', title: TEMPLATE.title, body: {} }]]) });
  parts = {
    templates: createTemplates(core, { read: () => ok(TEMPLATE) }),
    send: mailReminders(core, { reminder: (unit, { subject, text }) => Promise.resolve(letters.push({ unit, subject, text })) }),
  };
  const at = new Date(core.clock());
  for (const [id, held, status] of [['clerk', 'clerk', 'active'], ['reader', 'reader', 'active'], ['gone', 'clerk', 'disabled']] as const) {
    await store.db.insertInto('person').values({ id, issuer: 'i', subject: id, name: id, title: '', unit: UNIT, status, created_at: at, updated_at: at }).execute();
    await store.db.insertInto('grant_held').values({ person: id, role: held, unit: UNIT, origin: 'cli', granted_by: 'x', granted_at: at, revoked_at: null }).execute();
  }
});
/** To an hour of a day by the clock of Vietnam. */
const turnTo = (day: string, hour: number): void => core.turn(startOfDay(localDate(day)) + hour * 3_600_000 - core.clock());
const said = async () => (await store.db.selectFrom('report_reminder').select(['kind', 'template', 'unit', 'period', 'told']).where('unit', '=', UNIT).where('period', '=', 'calendar:2026-11').execute());
const rowOf = (kind: string) => ({ kind, template: 'monthly', unit: UNIT, period: 'calendar:2026-11', told: 1 });
const seenBy = (id: string, grant: string) => {
  const actor = { kind: 'person' as const, id, name: id, title: '', unit: UNIT, session: 's', grants: [{ role: grant, unit: UNIT }], purposes: [] };
  return remindersFor(core, parts.templates, { actor, rights: rightsOf(actor, core.province.current(), toInstant(core.clock())) });
};

/* Of November, a calendar month: owed until the end of the second working day after it, Wednesday 2 December. */
it('a unit is told two working days before a report is due, and again when it is late, once each among gateways', async () => {
  turnTo('2026-12-01', 6);
  await remind(core, parts);
  expect(await said()).toEqual([]);
  letters.length = 0;
  core.published.length = 0;

  turnTo('2026-12-01', 7);
  await Promise.all([remind(core, parts), remind(core, parts), remind(core, parts)]);
  await remind(core, parts);
  expect(await said()).toEqual([rowOf('before-due')]);
  expect(core.published.filter(({ payload }) => payload['unit'] === UNIT)).toEqual([{ kind: 'report-changed', audience: { to: 'person', id: 'clerk' }, payload: { unit: UNIT, template: '', period: '' } }]);
  expect(letters.filter(({ unit }) => unit === UNIT)).toHaveLength(1);
  expect(letters[0]?.text).toContain('- Báo cáo thử, Tháng 11 năm 2026: hạn nộp là hết ngày 02/12/2026');
  expect(await seenBy('clerk', 'clerk')).toContainEqual(expect.objectContaining({ kind: 'before-due', period: 'calendar:2026-11', title: TEMPLATE.title }));
  expect(await seenBy('reader', 'reader')).toEqual([]);

  turnTo('2026-12-03', 8);
  await Promise.all([remind(core, parts), remind(core, parts)]);
  expect((await said()).map(({ kind }) => kind).sort()).toEqual(['before-due', 'late']);
  expect((await seenBy('clerk', 'clerk')).filter(({ period }) => period === 'calendar:2026-11').map(({ kind }) => kind)).toEqual(['late']);
});

it('who issued the report is told nothing, and no longer sees what was said', async () => {
  turnTo('2026-12-03', 8);
  await remind(core, parts);
  const open = async () => (await seenBy('clerk', 'clerk')).some(({ period }) => period === 'calendar:2026-11');
  expect(await open()).toBe(true);
  const wish = { template: 'monthly', unit: UNIT, period: 'calendar:2026-11', key: 'issued-report-of-november' };
  await store.db.insertInto('report').values({ ...aReportRow(wish, core.clock()), state: 'issued', issued_at: new Date(core.clock()) }).execute();
  expect(await open()).toBe(false);
  await store.db.deleteFrom('report_reminder').execute();
  await remind(core, parts);
  expect(await said()).toEqual([]);
});
