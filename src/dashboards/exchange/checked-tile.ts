import { pointerOf, quote, type PackFault } from '@/config/config-fault';
import type { Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { fold } from '@/domain/fold';
import type { PickedFrom } from '@/widget-kit/option-field';
import type { AnyWidget } from '@/widget-kit/widget';
import { factsOf } from '../editor/options/option-facts';
import { namesIn, optionFaults } from '../editor/options/option-faults';

/** What a file is read against. */
export interface Surroundings {
  readonly province: Province;
  readonly widget: (id: string) => AnyWidget | undefined;
}

/** Something of a file that this portal does not have. The tile stays, and says so itself where it is shown. */
export interface Remark {
  readonly what: 'widget' | 'newer-widget' | PickedFrom;
  readonly pointer: string;
  readonly name: string;
  /** What it might have been. */
  readonly nearest: string | null;
}

export interface CheckedTile {
  /** Null where its options cannot be shown by anybody. */
  readonly tile: Tile | null;
  readonly leftOut: readonly PackFault[];
  readonly remarks: readonly Remark[];
}

/**
 * One tile against the widgets and lists of this portal and the `variables` of its dashboard: strange options are left out of it, bad ones take
 * it away, strange names are told.
 */
export function checkedTile(tile: Tile, pointer: string, variables: readonly string[], { widget, province }: Surroundings): CheckedTile {
  const known = widget(tile.widget);
  if (!known) return { tile, leftOut: [], remarks: [{ what: 'widget', pointer: `${pointer}/widget`, name: tile.widget, nearest: null }] };
  if (tile.widgetVersion > known.version) return { tile, leftOut: [], remarks: [{ what: 'newer-widget', pointer: `${pointer}/widgetVersion`, name: `${tile.widget} ${tile.widgetVersion}`, nearest: null }] };
  const raw = known.options.migrate(tile.options, tile.widgetVersion);
  const { options, strange } = knownOptions(known, raw, pointer);
  const named = variablesIn(wordless(known, options), `${pointer}/options`);
  const unknown = named.filter(({ name }) => !variables.includes(name));
  // Options that name a variable are judged when it has a value; one that will never have any is told, and the rest is judged without it.
  const faults = named.length > unknown.length ? [] : optionFaults(known.options.schema, options).filter((fault) => !unknown.some((one) => one.pointer === `${pointer}/options${fault.pointer}`));
  const bad = faults.map((fault): PackFault => ({ code: fault.code, file: 'file', pointer: `${pointer}/options${fault.pointer}`, expected: fault.expected, got: fault.got }));
  if (bad.length > 0) return { tile: null, leftOut: [...strange, ...bad], remarks: [] };
  const remarks = namesIn(known.options.fields, options).flatMap(({ option, from, name }): Remark[] => {
    const all = listOf(from, province);
    return all === null || all.includes(name) ? [] : [{ what: from, pointer: `${pointer}/options/${option}`, name, nearest: nearestOf(name, all) }];
  });
  const unset = unknown.map(({ pointer: at, name }): Remark => ({ what: 'variable', pointer: at, name: `$${name}`, nearest: nearestOf(name, variables) }));
  return { tile: { ...tile, widgetVersion: known.version, options }, leftOut: strange, remarks: [...unset, ...remarks] };
}

/** Options that the widget's schema names; what it does not name would never be read, and nobody could see it. */
function knownOptions({ options: { schema } }: AnyWidget, raw: unknown, pointer: string): { readonly options: Json; readonly strange: readonly PackFault[] } {
  const facts = factsOf(schema);
  if (!isRecord(raw)) return { options: {}, strange: [] };
  const isKnown = (name: string): boolean => Object.keys(facts).length === 0 || Object.hasOwn(facts, name);
  const entries = Object.entries(raw);
  return {
    options: Object.fromEntries(entries.filter(([name]) => isKnown(name))),
    strange: entries.filter(([name]) => !isKnown(name)).map(([name, value]) => ({ code: 'unknown-field', file: 'file', pointer: `${pointer}/options/${name}`, expected: Object.keys(facts).join(', '), got: quote(value) })),
  };
}

/** What is written for people to read names no variable: there `$5` is a price. */
function wordless({ options: { fields } }: AnyWidget, options: Json): Json {
  const words = new Set(fields.filter(({ input }) => input === 'text' || input === 'long-text').map(({ name }) => name));
  return isRecord(options) ? Object.fromEntries(Object.entries(options).filter(([name]) => !words.has(name))) : options;
}

/** Variables that options name as whole values, at any depth. */
function variablesIn(value: Json, pointer: string): readonly { readonly name: string; readonly pointer: string }[] {
  if (typeof value === 'string') return /^\$[a-z0-9][a-z0-9-]*$/.test(value) ? [{ name: value.slice(1), pointer }] : [];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, one]: [string, Json]) => variablesIn(one, `${pointer}${pointerOf([name])}`)) : [];
}

/** Ids of a list of the province; null where the page may not have the whole of it. */
function listOf(from: PickedFrom, province: Surroundings['province']): readonly string[] | null {
  switch (from) {
    case 'indicator': return [...province.indicators.keys()];
    case 'dataset': return [...province.datasets.keys()];
    case 'media': return [...province.media.keys()];
    case 'layer': return [...province.mapLayers.keys()];
    case 'unit': return province.units.all.map(({ code }) => code);
    case 'dashboard': return province.dashboards.map(({ id }) => id);
    default: return null;
  }
}

/** The entry with the fewest letters to change, where that is few enough to be a slip. */
export function nearestOf(name: string, all: readonly string[]): string | null {
  const wanted = fold(name).slice(0, 64);
  const best = all.map((one) => ({ one, away: distance(wanted, fold(one).slice(0, 64)) })).sort((a, b) => a.away - b.away)[0];
  return best && best.away <= Math.max(2, Math.floor(wanted.length / 4)) ? best.one : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
