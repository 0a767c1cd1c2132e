import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import { periodOf, shiftPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import type { Text } from '@/domain/text';
import { toInstant, type Instant } from '@/domain/time';
import { dutiesOf, type IssuedReport } from '@/reports/register/duties';
import type { Duty } from '@/reports/register/parse-report';
import type { Core } from '../../core';
import type { Db } from '../../store/store';
import type { FoundTemplate, Templates } from '../report-templates';

/** A report that is owed and not issued. */
export interface OpenDuty extends Pick<Duty, 'template' | 'unit' | 'period'> {
  readonly title: Text;
  readonly due: Instant;
  readonly isLate: boolean;
}
/** Periods that are over and looked at, of each kind: nobody is reminded of what is older. */
const LOOKED_BACK = 2;

/** What the units of the province owe now, of the last periods of every regime. */
export async function openDuties({ store, province: inForce, clock }: Pick<Core, 'store' | 'province' | 'clock'>, templates: Pick<Templates, 'ofPack'>): Promise<readonly OpenDuty[]> {
  const [province, now] = [inForce.current(), toInstant(clock())];
  const owed = templates.ofPack().flatMap((found) => overPeriods(found, now).map((period) => ({ found, period })));
  const issued = await issuedOf(store.db, [...new Set(owed.map(({ period }) => periodText(period)))]);
  return owed.flatMap(({ found, period }) => openOf(found, period, issued, province, now));
}

function openOf({ card, body }: FoundTemplate, period: Period, issued: ReadonlyMap<string, readonly IssuedReport[]>, province: Province, now: Instant): readonly OpenDuty[] {
  const duties = dutiesOf({ template: card.id, body, period, units: province.units, issued: issued.get(`${card.id} ${periodText(period)}`) ?? [], announced: province.workingDays ?? new Map(), now });
  return duties.filter(({ state }) => state === 'due' || state === 'missing')
    .map(({ template, unit, period: of, due, state }) => ({ template, unit, period: of, title: card.title, due: toInstant(due), isLate: state === 'missing' }));
}

function overPeriods({ body: { regime, periods: { calendar } } }: FoundTemplate, now: Instant): readonly Period[] {
  const today = civilDate(now);
  return (regime?.kinds ?? []).flatMap((kind) => {
    const around = periodOf(kind, calendar, today);
    const last = around.end <= today ? around : shiftPeriod(around, -1);
    return Array.from({ length: LOOKED_BACK }, (_, back) => shiftPeriod(last, -back));
  });
}

/** By template and period. */
async function issuedOf(db: Db, periods: readonly string[]): Promise<ReadonlyMap<string, readonly IssuedReport[]>> {
  if (periods.length === 0) return new Map();
  const rows = await db.selectFrom('report').select(['id', 'template', 'unit', 'period', 'issued_at']).where('period', 'in', [...periods]).where('state', 'in', ['issued', 'superseded']).execute();
  const found = new Map<string, IssuedReport[]>();
  for (const { id, template, unit, period, issued_at: at } of rows) {
    if (at === null) continue;
    const key = `${template} ${period}`;
    found.set(key, [...(found.get(key) ?? []), { id, unit, issuedAt: toInstant(at.getTime()) }]);
  }
  return found;
}
