import type { Province } from '@/config/province';
import { parsePeriod } from '@/domain/period/text';
import { lastDay, previousPeriod, samePeriodLastYear } from '@/domain/period/period';
import type { Period } from '@/domain/period/types';
import type { OrgUnit, UnitTree } from '@/domain/org-unit/types';
import type { Scope } from '@/domain/scope';
import type { BlockScope, Condition, TemplateBlock } from './template';

type Section = Extract<TemplateBlock, { readonly kind: 'section' }>;

/** The units of the day a report speaks of: of its map where one is chosen, else of the last day of its period. */
export const treeOf = (scope: Scope, province: Province): UnitTree =>
  province.units.treeAt(scope.boundary.kind === 'on-date' ? scope.boundary.date : lastDay(scope.period));

/** The unit a scope speaks of; undefined where nobody held its code that day. */
export const unitOf = (scope: Scope, province: Province): OrgUnit | undefined => treeOf(scope, province).get(scope.unit);

/** Period named as templates name it: `.`, `-1`, `last-year` or a `periodText`; undefined for any other word. */
export function periodNamed(name: string, of: Period): Period | undefined {
  if (name === '.' || name === '') return of;
  if (name === '-1') return previousPeriod(of);
  if (name === 'last-year') return samePeriodLastYear(of);
  const parsed = parsePeriod(name);
  return parsed.ok ? parsed.value : undefined;
}

/** What a block speaks of: the scope around it, but for what it says otherwise. A period nobody can read changes nothing. */
export function placedScope(of: BlockScope | undefined, around: Scope, province: Province): Scope {
  const unit = of?.unit === undefined || of.unit === '.' ? around.unit : of.unit === 'province' ? province.unit : of.unit;
  const period = of?.period === undefined ? around.period : (periodNamed(of.period, around.period) ?? around.period);
  return { ...around, unit, period };
}

/** Whether a condition holds as far as place and time tell; one about figures is held to. */
export function mayHold(when: Condition | undefined, scope: Scope, province: Province): boolean {
  if (when?.kind === 'period') return when.kinds.includes(scope.period.kind);
  if (when?.kind !== 'level') return true;
  const unit = unitOf(scope, province);
  return unit !== undefined && when.levels.includes(unit.level);
}

/** One printing of a section: its scope, and what its blocks' ids end with so that each stays unique. */
export interface Repeat {
  readonly scope: Scope;
  readonly suffix: string;
}
/** Printings of a section: one, or one for each unit of its level below the scope's own, in the order of their names. */
export function repeatsOf({ repeat }: Section, scope: Scope, province: Province): readonly Repeat[] {
  if (!repeat) return [{ scope, suffix: '' }];
  return unitsBelow(scope, repeat.level, province).map(({ code }) => ({ scope: { ...scope, unit: code }, suffix: `@${code}` }));
}

/** Units of a level below the scope's own; below the province those of the level anywhere. */
export function unitsBelow(scope: Scope, level: OrgUnit['level'], province: Province): readonly OrgUnit[] {
  return treeOf(scope, province).descendants(scope.unit).filter((unit) => unit.level === level);
}

/** Every block of a template that may be printed for a scope, sections opened, with the scope it speaks of. */
export function placesOf(blocks: readonly TemplateBlock[], scope: Scope, province: Province): readonly { readonly block: TemplateBlock; readonly scope: Scope }[] {
  return blocks.filter((block) => mayHold(block.when, scope, province)).flatMap((block) => {
    const own = { block, scope };
    if (block.kind === 'section') return [own, ...repeatsOf(block, scope, province).flatMap((each) => placesOf(block.blocks, each.scope, province))];
    return block.kind === 'appendix' ? [own, ...placesOf(block.blocks, scope, province)] : [own];
  });
}
