import type { Kysely } from 'kysely';
import type { Database } from '../../server/store/schema';

/** Schedules and what became of their moments, files sent, reminders, a kept view, a Word form: after `rp1` and `p1` are there. */
export async function fillDelivery(db: Kysely<Database>, at: (minutes: number) => Date): Promise<void> {
  const schedule = {
    revision: 2, unit: 'H41.06', day_rule: 'next-working', owner: 'p1', created_at: at(0), updated_at: at(2), deleted: false,
  } as const;
  await db.insertInto('report_schedule').values([
    {
      ...schedule, id: 'sc1', title: 'Báo cáo tháng', kind: 'report', subject: 'form-06', rule: '{"every":"period","calendar":"calendar","kind":"month","workingDays":2,"time":"08:00"}', period_kind: 'month',
      period_offset: -1, formats: '["docx","pdf"]', destinations: '["van-thu"]', enabled: true, paused_because: null, next_at: at(1_440),
    },
    {
      ...schedule, id: 'sc2', title: 'Giao ban sáng', kind: 'view', subject: 'lanh-dao', rule: '{"every":"day","time":"08:05"}', period_kind: null,
      period_offset: 0, formats: '[]', destinations: '[]', enabled: false, paused_because: 'owner-disabled', next_at: null,
    },
  ]).execute();
  const firing = { schedule: 'sc1', holder: null, lease_until: null, report: null, kept_view: null, reason: null, created_at: at(3) };
  await db.insertInto('report_firing').values([
    { ...firing, moment: at(-1_440), state: 'missed', attempts: 0, finished_at: at(3) },
    { ...firing, moment: at(3), state: 'done', attempts: 1, report: 'rp1', finished_at: at(4) },
    { ...firing, moment: at(5), state: 'running', attempts: 2, holder: 'g1', lease_until: at(6), finished_at: null },
  ]).execute();
  const delivery = { report: 'rp1', destination: 'van-thu', cause: 'sc1', asked_by: 'p1', asked_at: at(4), attempts: 1, holder: null, lease_until: null };
  await db.insertInto('report_delivery').values([
    { ...delivery, id: 'de1', format: 'docx', state: 'done', next_try: at(4), hash: 'h', receipt: '"etag-1"', reason: null, finished_at: at(5) },
    { ...delivery, id: 'de2', format: 'pdf', state: 'waiting', next_try: at(9), hash: null, receipt: null, reason: 'unreachable', finished_at: null },
  ]).execute();
  await db.insertInto('report_reminder').values({ kind: 'late', template: 'form-06', unit: '16681', period: 'calendar:2026-09', said_at: at(1), told: 2 }).execute();
  await db.insertInto('kept_view').values({
    id: 'kv1', dashboard: 'lanh-dao', title: '{"vi": "Tổng quan điều hành", "en": "Overview"}', unit: '40', period: 'calendar:2026-10', at: at(2), until: at(576_000), kept_by: 'p1', cause: 'schedule:sc2', note: 'Giao ban',
    owner: null, board_unit: null, body: '{"version":1,"tiles":[]}', scope: '{"unit": "40", "period": "calendar:2026-10"}', admission: '{"saw": {}, "questions": []}', frozen: '{"version":1,"answers":[{"value":0.10}]}', hash: 'hv',
  }).execute();
  await db.insertInto('word_form').values({ hash: 'hw', file_name: 'Mẫu báo cáo.docx', unit: 'H41.06', size: 4, bytes: Uint8Array.from([80, 75, 3, 4]), uploaded_by: 'p2', uploaded_at: at(1) }).execute();
}
