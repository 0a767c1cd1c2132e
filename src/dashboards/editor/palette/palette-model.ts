import type { Tile } from '@/config/dashboard';
import type { Province } from '@/config/province';
import { fold } from '@/domain/fold';
import type { Indicator } from '@/domain/indicator';
import type { Json } from '@/domain/dataset';
import type { Text } from '@/domain/text';
import type { AnyWidget } from '@/widget-kit/widget';
import { factsOf } from '../options/option-facts';
import { pickedFrom } from '../options/option-faults';

/** A tile that stands nowhere yet. */
export type NewTile = Omit<Tile, 'place'> & { readonly size: { readonly w: number; readonly h: number } };

const haystacks = new WeakMap<AnyWidget, string>();
/** Everything a widget is found by, folded once: what it is, what it answers, and what its options speak of. */
function haystack(widget: AnyWidget): string {
  const known = haystacks.get(widget);
  if (known !== undefined) return known;
  const texts: readonly Text[] = [widget.title, widget.description, ...widget.options.fields.flatMap(({ label, choices = [] }) => [label, ...choices.map((one) => one.label)])];
  const made = fold([widget.id, ...texts.flatMap(({ vi, en }) => [vi, en])].join(' '));
  haystacks.set(widget, made);
  return made;
}

/** Widgets that hold every word typed, without regard to accents; those whose name does come first. All, by name, where nothing is typed. */
export function foundWidgets(all: readonly AnyWidget[], typed: string, language: 'vi' | 'en'): readonly AnyWidget[] {
  const words = fold(typed).split(' ').filter(Boolean);
  const byName = [...all].sort((a, b) => a.title[language].localeCompare(b.title[language], 'vi'));
  const isNamed = (widget: AnyWidget): boolean => words.every((word) => fold(widget.title[language]).includes(word));
  const found = byName.filter((widget) => words.every((word) => haystack(widget).includes(word)));
  return words.length === 0 ? found : [...found.filter(isNamed), ...found.filter((widget) => !isNamed(widget))];
}

/** What a widget's options begin with, so that it shows something at once: the first of each list it must be given. */
export function openingOptions(widget: AnyWidget, province: Province, indicator?: Indicator): { readonly [name: string]: Json } {
  const card = indicator ?? province.indicators.values().next().value;
  return Object.fromEntries(Object.entries(factsOf(widget.options.schema)).flatMap(([name, facts]): [string, Json][] => {
    const field = widget.options.fields.find((one) => one.name === name);
    const from = field && pickedFrom(field);
    const isChosen = indicator !== undefined && from === 'indicator' && name !== 'sortBy';
    if (facts.optional && !isChosen && !(indicator && from === 'dataset' && name === 'dataset')) return [];
    if (field?.input === 'long-text') return [[name, widget.title.vi]];
    if (from === 'indicator' && card) return [[name, facts.kind === 'list' ? [card.id] : card.id]];
    const dataset = from === 'dataset' ? (field?.shapes?.includes('cube') === false ? undefined : card?.dataset) : undefined;
    const first = from === 'media' ? province.media.keys().next().value : from === 'dataset' ? (dataset ?? province.datasets.keys().next().value) : facts.values?.[0];
    return first === undefined ? [] : [[name, first]];
  }));
}

/** Widgets that can show one indicator, the plainest first. */
export const suiting = (all: readonly AnyWidget[]): readonly AnyWidget[] => {
  const takes = (widget: AnyWidget): boolean => widget.options.fields.some((field) => pickedFrom(field) === 'indicator') && widget.id !== 'sector-board';
  const order = ['indicator-card', 'indicator-trend', 'gis-map', 'kpi-table', 'indicator-scoreboard'];
  const rank = ({ id }: AnyWidget): number => (order.indexOf(id) + order.length + 1) % (order.length + 1);
  return all.filter(takes).sort((a, b) => rank(a) - rank(b));
};

/** A tile of a widget, of an indicator where one is named, with an id that no tile of `taken` has. */
export function newTile(widget: AnyWidget, province: Province, taken: ReadonlySet<string>, indicator?: Indicator): NewTile {
  return {
    id: freeId(indicator ? `${widget.id}-${indicator.id}` : widget.id, taken), widget: widget.id, widgetVersion: widget.version,
    title: indicator ? { vi: indicator.name.vi.slice(0, 120), en: indicator.name.en.slice(0, 120) } : widget.title,
    options: openingOptions(widget, province, indicator), size: widget.size.default,
  };
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const stem = wanted.slice(0, 58).replace(/-+$/, '');
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? stem : `${stem}-${at}`;
    if (!taken.has(id)) return id;
  }
}
