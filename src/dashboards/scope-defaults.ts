import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { UnitCode, UnitLevel } from '@/domain/org-unit/types';
import type { Instant } from '@/domain/time';
import type { ScopeDefaults } from './scope-url';

/** The scope a dashboard opens with where nobody says otherwise: its own, else the province's. `home`: units of whoever looks. */
export function scopeDefaults(dashboard: Dashboard | undefined, province: Province, now: Instant, home: readonly UnitCode[]): ScopeDefaults {
  const scope = dashboard?.scope;
  return {
    unit: scope?.unit ?? openingUnit(scope?.level, province, now, home),
    calendar: scope?.calendar ?? province.defaults.calendar,
    periodKind: scope?.periodKind ?? province.defaults.periodKind,
  };
}

/** The unit a page of that level opens with: the reader's own, else the pack's choice, else the first of the level, else the province. */
function openingUnit(level: UnitLevel | undefined, province: Province, now: Instant, home: readonly UnitCode[]): UnitCode {
  const chosen = level === 'department' || level === 'commune' ? province.defaults.openingUnits?.[level] : undefined;
  const { units } = province.units.treeAt(civilDate(now));
  const own = home.map((code) => units.find((unit) => unit.code === code && unit.level === level)).find((unit) => unit !== undefined);
  return (own ?? units.find((unit) => unit.code === chosen) ?? units.find((unit) => unit.level === level))?.code ?? province.unit;
}
