import type { Json } from '@/domain/dataset';
import { isRecord } from './schema/values';

/** Who may say what a widget does where no tile says otherwise, the most general first; below all of them stands the widget's own default. */
export const OPTION_LAYERS = ['national', 'province', 'unit', 'person'] as const;
export type OptionLayerName = (typeof OPTION_LAYERS)[number];

/** Options of widgets by widget: one layer of a pack, of a unit's document, of a person's preferences. */
export type OptionsByWidget = { readonly [widget: string]: { readonly [option: string]: Json } };

/** What one layer says of one widget. A later layer of the same name speaks over an earlier: a unit within its unit. */
export interface OptionLayer {
  readonly layer: OptionLayerName;
  readonly options: { readonly [option: string]: Json };
}

export interface LayeredOptions {
  /** Raw, in the widget's form of today; its own schema reads them and fills in its defaults. */
  readonly options: { readonly [option: string]: Json };
  /** Who said each option that somebody said. */
  readonly spokenBy: { readonly [option: string]: OptionLayerName | 'tile' };
}

/**
 * What holds for one tile: tile over person over unit over province over national. An option is taken whole from the highest layer that
 * names it, never mixed. Texts that are `$<id>` of one of the `variables` are that variable's value. Pure; `tileOptions` that are no
 * object say nothing.
 */
export function layeredOptions(layers: readonly OptionLayer[], tileOptions: unknown, variables: { readonly [id: string]: string } = {}): LayeredOptions {
  const ranked = OPTION_LAYERS.flatMap((name) => layers.filter(({ layer }) => layer === name));
  const spoken = new Map<string, { readonly value: Json; readonly by: OptionLayerName | 'tile' }>();
  for (const { layer, options } of ranked) for (const [name, value] of Object.entries(options)) spoken.set(name, { value, by: layer });
  if (isRecord(tileOptions)) for (const [name, value] of Object.entries(tileOptions)) spoken.set(name, { value, by: 'tile' });
  const all = [...spoken].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    options: Object.fromEntries(all.map(([name, { value }]) => [name, withVariables(value, variables)])),
    spokenBy: Object.fromEntries(all.map(([name, { by }]) => [name, by])),
  };
}

function withVariables(value: Json, variables: { readonly [id: string]: string }): Json {
  if (typeof value === 'string') return value.startsWith('$') && Object.hasOwn(variables, value.slice(1)) ? (variables[value.slice(1)] ?? value) : value;
  if (Array.isArray(value)) return value.map((each: Json) => withVariables(each, variables));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withVariables(each, variables)])) : value;
}

/** As much of a widget as reading its options needs. */
export interface OptionReader<O> {
  readonly version: number;
  readonly options: {
    readonly migrate: (saved: unknown, fromVersion: number) => unknown;
    readonly schema: { safeParse(raw: unknown): { readonly success: true; readonly data: O } | { readonly success: false; readonly error: { readonly issues: readonly OptionIssue[] } } };
  };
}
export interface OptionIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}
export type ReadOptions<O> = LayeredOptions & ({ readonly parsed: O } | { readonly issue: OptionIssue | undefined });

/**
 * A tile's options with all layers under them, as the widget's own schema reads them. What a layer says that the widget does not take is
 * passed over, so that one bad default does not break every tile of its kind; what the tile itself says badly is its fault.
 */
export function readLayered<O>(widget: OptionReader<O>, layers: readonly OptionLayer[], tile: { readonly options: unknown; readonly widgetVersion: number }): ReadOptions<O> {
  const own = widget.options.migrate(tile.options, tile.widgetVersion);
  if (!isRecord(own)) return { ...parsedWith(widget, own), options: {}, spokenBy: {} };
  const all = layeredOptions(layers, own);
  const first = parsedWith(widget, all.options);
  if ('parsed' in first) return { ...all, ...first };
  const bad = new Set(first.issues.flatMap(({ path, keys }) => [...(path.length > 0 ? [String(path[0])] : []), ...(keys ?? [])]).filter((name) => all.spokenBy[name] !== 'tile'));
  // A schema that does not say where: then no layer is believed.
  const isNowhere = first.issues.every(({ path, keys }) => path.length === 0 && keys === undefined);
  if (bad.size === 0 && !isNowhere) return { ...all, issue: first.issue };
  const believed = isNowhere ? [] : layers.map((each) => ({ ...each, options: Object.fromEntries(Object.entries(each.options).filter(([name]) => !bad.has(name))) }));
  const sound = layeredOptions(believed, own);
  return { ...sound, ...parsedWith(widget, sound.options) };
}

function parsedWith<O>(widget: OptionReader<O>, raw: unknown) {
  const result = widget.options.schema.safeParse(raw);
  return result.success ? { parsed: result.data } : { issue: result.error.issues[0], issues: result.error.issues };
}
