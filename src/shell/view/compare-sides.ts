import type { Comparison, Viewed } from '@/dashboards/view-address';
import type { Scope } from '@/domain/scope';
import type { CrossFilter } from '@/widget-kit/context';

/** What the second side looks at: the page's scope, but for what it is compared in. */
export const otherScope = (scope: Scope, compare: Comparison): Scope => (compare.kind === 'unit' ? { ...scope, unit: compare.unit } : { ...scope, period: compare.period });

/** The view after a reader turned one side to something else: what is compared turns that side alone, all else turns both. */
export function turned(viewed: Pick<Viewed, 'scope'>, compare: Comparison, side: 'first' | 'second', change: Partial<Scope>): Partial<Viewed> {
  if (side === 'first') return { scope: { ...viewed.scope, ...change } };
  const { unit, period, ...rest } = change;
  if (compare.kind === 'unit') return { scope: { ...viewed.scope, ...rest, ...(period ? { period } : {}) }, compare: unit === undefined ? compare : { kind: 'unit', unit } };
  return { scope: { ...viewed.scope, ...rest, ...(unit === undefined ? {} : { unit }) }, compare: period ? { kind: 'period', period } : compare };
}

/** Two sides that followed one pick of what they are compared in would show the same twice: such picks are not followed. */
export const followedBeside = (filters: readonly CrossFilter[], compare: Comparison): readonly CrossFilter[] => filters.filter(({ dimension }) => dimension !== compare.kind);
