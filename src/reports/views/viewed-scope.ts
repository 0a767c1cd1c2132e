import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';
import type { UnitCode } from '@/domain/org-unit/types';
import { periodText } from '@/domain/period/text';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import type { Instant } from '@/domain/time';
import { scopeDefaults } from '@/dashboards/scope-defaults';
import { readView, writeView, type AddressQuery, type ReadView, type ViewContext, type WrittenQuery } from '@/dashboards/view-address';
import type { KeptScope } from './kept-view';

export type { AddressQuery };

export interface Looking {
  readonly dashboard: Dashboard;
  readonly province: Province;
  readonly now: Instant;
  /** Units of whoever looks. */
  readonly home: readonly UnitCode[];
}

const contextOf = ({ dashboard, province, now, home }: Looking): ViewContext => ({ dashboard, defaults: scopeDefaults(dashboard, province, now, home), province, now });

/**
 * What an address of a dashboard shows at a moment (`unit`, `period`, `map`, `tab`, `v.<variable>`, `f`), pinned; what it does not say is as the dashboard
 * opens. A part that cannot be taken is an error by its name: nothing else is kept in its place.
 */
export function viewedScope(address: AddressQuery, looking: Looking): Result<KeptScope, ReadView['rejected'][number]> {
  const { scope, tab, variables, filters, rejected } = readView(address, contextOf(looking));
  const [wrong] = rejected;
  return wrong ? err(wrong) : ok({ unit: scope.unit, period: periodText(scope.period), boundary: scope.boundary, tab, variables, filters });
}

/** The address that says all of it, as {@link viewedScope} reads it. */
export const pinnedAddress = (viewed: Omit<ReadView, 'rejected'>, looking: Looking): WrittenQuery => writeView({ ...viewed, compare: null }, contextOf(looking), true);
