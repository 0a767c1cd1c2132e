import * as z from 'zod/mini';
import type { IndexGroup, IndexTable } from '@/domain/index-766/types';
import { code, date, filled, integer, number, rule, text, words } from './values';

const group = z.strictObject({ id: code, name: text(), shortName: text(32), maximum: number.check(z.gt(0)) });

const component = z.strictObject({
  id: code,
  metricCode: z.nullable(words(64)),
  name: text(300),
  block: code,
  group: code,
  maximum: z.nullable(number.check(z.gt(0))),
  threshold: z.nullable(number.check(z.gt(0), z.lte(1))),
  zeroDenominator: z.enum(['zero', 'not-applicable']),
  unverified: z.exactOptional(filled(z.enum(['maximum', 'threshold', 'zeroDenominator']), 3)),
  note: z.exactOptional(text(500)),
});

const band = z.strictObject({ id: code, name: text(60), from: number.check(z.gte(0)) });

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Whether the parts make exactly the maximum, decimals of a float apart. */
const make = (parts: readonly number[], maximum: number): boolean => Math.abs(sum(parts) - maximum) < 1e-9;

const shareOut = (table: IndexTable, groups: readonly IndexGroup[], of: 'block' | 'group'): boolean =>
  groups.every((each) => make(table.components.filter((part) => part[of] === each.id).map((part) => part.maximum ?? 0), each.maximum));

const known = (table: IndexTable, of: 'block' | 'group', groups: readonly IndexGroup[]): boolean =>
  table.components.every((part) => groups.some((each) => each.id === part[of]));

/** One entry of `index-766.json`: both views have to add up to the maximum, by block, by group and by component. */
export const indexTable: z.ZodMiniType<IndexTable> = z.strictObject({
  version: words(32),
  title: text(),
  validFrom: date,
  validTo: z.nullable(date),
  legalBasis: words(500),
  maximum: integer(1, 1_000),
  blocks: filled(group, 20),
  groups: filled(group, 20),
  components: filled(component, 100),
  bands: filled(band, 20),
}).check(
  rule((table) => new Set(table.components.map((part) => part.id)).size === table.components.length, 'duplicate-id', 'each component once', ['components']),
  rule((table) => known(table, 'block', table.blocks) && known(table, 'group', table.groups), 'unknown-ref', 'a block and a group of this table', ['components']),
  rule((table) => make(table.blocks.map((each) => each.maximum), table.maximum) && shareOut(table, table.blocks, 'block'),
    'weights', 'blocks that add up to the maximum, components that add up to their block', ['blocks']),
  rule((table) => make(table.groups.map((each) => each.maximum), table.maximum) && shareOut(table, table.groups, 'group'),
    'weights', 'groups that add up to the maximum, components that add up to their group', ['groups']),
  rule((table) => table.bands.every((each, index) => index === 0 || each.from < (table.bands[index - 1]?.from ?? 0)),
    'contradiction', 'bands from the highest down', ['bands']),
);
