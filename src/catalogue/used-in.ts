import type { Dashboard } from '@/config/dashboard';
import type { Json } from '@/domain/dataset';

const holds = (value: Json, id: string): boolean => {
  if (typeof value === 'string') return value === id;
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) ? (value as readonly Json[]) : Object.values(value)).some((each) => holds(each, id));
};

/** Dashboards with a tile whose options name the indicator. */
export const usedIn = (dashboards: readonly Dashboard[], indicator: string): readonly Dashboard[] =>
  dashboards.filter(({ tiles }) => tiles.some(({ options }) => holds(options, indicator)));

const NAMES = /^(indicators?|datasets?|pointsDataset)$/;

/** Ids of indicators and datasets that the tiles of a dashboard name, wherever in their options. */
export function namedBy(dashboard: Dashboard): readonly string[] {
  const found = new Set<string>();
  const walk = (value: Json, named: boolean): void => {
    if (typeof value === 'string') {
      if (named) found.add(value);
    } else if (Array.isArray(value)) for (const each of value as readonly Json[]) walk(each, named);
    else if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) walk(each, NAMES.test(name));
  };
  for (const { options } of dashboard.tiles) walk(options, false);
  return [...found];
}
