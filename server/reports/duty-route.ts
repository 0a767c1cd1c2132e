import * as z from 'zod';
import { sharedUnits } from '@/access/shares-unit';
import { civilDate } from '@/domain/civil';
import { parsePeriod } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { dutiesOf, type IssuedReport } from '@/reports/register/duties';
import type { Duty } from '@/reports/register/parse-report';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Gateway, RouteRules } from '../http/route';
import type { Db } from '../store/store';
import { mayRead, type Sight } from './admission';
import { writerOf } from './report-routes';
import { periodCode, unitCode } from './report-schemas';
import type { Templates } from './report-templates';
import type { Writer } from './reports';

const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const query = z.object({ period: periodCode, unit: unitCode.optional().describe('This unit and what is below it') });
const answer = z.object({
  duties: z.array(z.object({ template: z.string(), unit: z.string(), period: z.string(), due: z.number(), state: z.enum(['due', 'on-time', 'late', 'missing']), report: z.string().nullable() })).readonly(),
});

/** Which reports units owe for a period, and how each stands: of the units one shares. */
export function dutyRoute(app: Gateway, core: Pick<Core, 'store' | 'province' | 'clock'>, templates: Pick<Templates, 'ofPack'>): void {
  app.get('/api/report-duties', {
    config: READ, schema: { tags: ['reports'], summary: 'Reports owed for a period: due, on time, late, missing', querystring: query, response: { 200: answer } },
  }, async (request) => ({ duties: await duties(writerOf(request), request.query.period, request.query.unit) }));

  async function duties({ actor, rights }: Writer, text: string, unit: string | undefined): Promise<readonly Duty[]> {
    const period = parsePeriod(text);
    if (!period.ok) throw new Problem('bad-request', { at: 'query/period', expected: 'a period' });
    const province = core.province.current();
    const now = toInstant(core.clock());
    const sight: Sight = { actor, rights, province, now };
    const shared = sharedUnits(actor, province, now);
    const tree = province.units.treeAt(civilDate(now));
    const within = unit === undefined ? null : new Set([unit, ...tree.descendants(unit).map(({ code }) => code)]);
    const mine = (code: string): boolean => (within === null || within.has(code)) && (shared.units === 'all' || shared.units.has(code) || (shared.province && code === province.unit));
    const issued = await issuedOf(core.store.db, text, sight);
    return templates.ofPack().flatMap(({ card, body }) => dutiesOf({
      template: card.id, body, period: period.value, units: province.units, issued: issued.get(card.id) ?? [], announced: province.workingDays ?? new Map(), now,
    })).filter((duty) => mine(duty.unit)).map((duty) => ({ ...duty, report: duty.report === '' ? null : duty.report }));
  }
}

/** By template. A report whose figures the reader may not see counts and is not named. */
async function issuedOf(db: Db, period: string, sight: Sight): Promise<ReadonlyMap<string, readonly IssuedReport[]>> {
  const rows = await db.selectFrom('report').select(['id', 'template', 'unit', 'issued_at', 'admission']).where('period', '=', period).where('state', 'in', ['issued', 'superseded']).execute();
  const found = new Map<string, IssuedReport[]>();
  for (const row of rows) {
    if (row.issued_at === null) continue;
    const one = { id: mayRead(sight, row) ? row.id : '', unit: row.unit, issuedAt: toInstant(row.issued_at.getTime()) };
    found.set(row.template, [...(found.get(row.template) ?? []), one]);
  }
  return found;
}
