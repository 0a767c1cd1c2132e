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
import { dutyCsv, dutyWorkbook } from './duty-file';
import { MEDIA_TYPES } from './formats';
import { writerOf } from './report-routes';
import { periodCode, templateId, unitCode } from './report-schemas';
import type { Templates } from './report-templates';
import type { Writer } from './reports';

const TAKE = { rules: { right: { kind: 'may', action: 'export' }, effect: 'read', rate: 'file' } satisfies RouteRules };
const READ = { rules: { right: { kind: 'person' }, effect: 'read', rate: 'api' } satisfies RouteRules };
const query = z.object({ period: periodCode, unit: unitCode.optional().describe('This unit and what is below it') });
const MOST_PERIODS = 12;
const fileQuery = z.object({
  template: templateId, format: z.enum(['xlsx', 'csv']), unit: unitCode.optional().describe('This unit and what is below it'),
  period: z.union([periodCode.transform((one) => [one]), z.array(periodCode).min(1).max(MOST_PERIODS)]).describe('Once or several times'),
});
const answer = z.object({
  duties: z.array(z.object({ template: z.string(), unit: z.string(), period: z.string(), due: z.number(), state: z.enum(['due', 'on-time', 'late', 'missing']), report: z.string().nullable(), issuedAt: z.number().nullable().optional() })).readonly(),
});

/** Which reports units owe for a period, and how each stands: of the units one shares. */
export function dutyRoute(app: Gateway, core: Pick<Core, 'store' | 'province' | 'clock' | 'audit'>, templates: Pick<Templates, 'ofPack'>): void {
  app.get('/api/report-duties', {
    config: READ, schema: { tags: ['reports'], summary: 'Reports owed for a period: due, on time, late, missing', querystring: query, response: { 200: answer } },
  }, async (request) => ({ duties: await duties(writerOf(request), request.query.period, request.query.unit) }));

  app.get('/api/report-duties/file', {
    config: TAKE, schema: { tags: ['reports'], summary: 'Reports of one form owed for periods, as a workbook or CSV', querystring: fileQuery },
  }, async (request, reply) => {
    const by = writerOf(request);
    const { template, format, period, unit } = request.query;
    const card = templates.ofPack().find((one) => one.card.id === template)?.card;
    if (!card) throw new Problem('not-found');
    const all = (await Promise.all(period.map((one) => duties(by, one, unit)))).flat().filter((duty) => duty.template === template);
    const book = { title: card.title.vi, duties: all, province: core.province.current(), author: by.actor.name, at: core.clock() };
    const bytes = format === 'xlsx' ? dutyWorkbook(book) : dutyCsv(book);
    await core.audit.write({ action: 'export', actor: by.actor, target: `report-duties:${template}`, outcome: 'done', ...(by.from ? { from: by.from } : {}), detail: { format, periods: period.join(' '), rows: all.length } });
    return reply.type(MEDIA_TYPES[format]).header('content-disposition', `attachment; filename="theo-doi-nop-bao-cao-${template}.${format}"`).send(Buffer.from(bytes));
  });

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
