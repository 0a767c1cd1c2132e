import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { Core } from '../../core';
import { isAbove, reportClass } from '../admission';
import type { ReportFormat } from '../formats';
import type { ReportRow } from '../report-rows';
import type { DeliveryReason } from './deliveries';
import type { DestinationCard, DestinationPlan } from './destination';

/** Where reports go, as configured; the same for as long as a gateway lives. */
export interface Destinations {
  /** Those that take reports of the unit; without one, all. */
  readonly list: (unit?: UnitCode) => readonly DestinationCard[];
  /** Those that take reports of one of these units, or of what lies below or above them. */
  readonly listOf: (units: 'all' | ReadonlySet<UnitCode>) => readonly DestinationCard[];
  readonly find: (id: string) => DestinationPlan | undefined;
  readonly all: readonly DestinationPlan[];
  readonly covers: (plan: DestinationPlan, unit: UnitCode) => boolean;
  /** Why a report may never go there as things stand; null where it may. */
  readonly refusal: (report: Pick<ReportRow, 'unit' | 'state' | 'admission'>, format: ReportFormat, id: string) => DeliveryReason | null;
}

export function createDestinations(core: Pick<Core, 'province' | 'clock'>, plans: ReadonlyMap<string, DestinationPlan>): Destinations {
  const all = [...plans.values()];
  const province = (): Province => core.province.current();
  const covers = ({ units }: DestinationPlan, unit: UnitCode): boolean => {
    if (units === '*' || units.includes(unit)) return true;
    return province().units.treeAt(civilDate(toInstant(core.clock()))).ancestors(unit).some(({ code }) => units.includes(code));
  };
  return {
    all, covers,
    list: (unit) => all.filter((plan) => unit === undefined || covers(plan, unit)).map(cardOf),
    listOf: (shared) => all.filter(({ units }) => units === '*' || shared === 'all' || units.some((unit) => shared.has(unit))).map(cardOf),
    find: (id) => plans.get(id),
    refusal({ unit, state, admission }, format, id) {
      const plan = plans.get(id);
      if (!plan) return 'destination-gone';
      if (!covers(plan, unit)) return 'unit-not-covered';
      if (!plan.formats.includes(format)) return 'format-not-taken';
      if (state === 'withdrawn') return 'report-withdrawn';
      if (state === 'superseded') return 'report-superseded';
      return isAbove(reportClass(admission, province()), plan.maxClass) ? 'class-too-high' : null;
    },
  };
}

const cardOf = ({ id, title, kind, formats, drafts }: DestinationPlan): DestinationCard => ({ id, title, kind, formats, drafts });
