import type { Province } from '@/config/province';
import type { Figure } from '@/domain/figure';
import { periodText } from '@/domain/period/text';
import type { Text } from '@/domain/text';
import type { Block, Label } from '@/widget-kit/blocks';
import { changedPlaces } from '../register/changes';
import type { TileReading } from './tile-readings';

/** What stands at one place of a tile. */
export type Said = { readonly figure: Figure } | { readonly label: Label };

/**
 * Why a place is not what it was.
 * - `revised`: another number of the same period, of a source that publishes by period. `settled`: the same number with another standing.
 * - `renewed`: the source goes on telling by itself, with no period. `moved`: the number of another period. `aged`: time went by; the answers of then say the same at the clock
 *   of now.
 * - `arrived`: there was no number; `lost`: there is none any more; `otherwise`: there is none for another reason.
 * - `added`, `gone`: a row or a line that only one of both has. `reworded`: words.
 */
export const CHANGE_REASONS = ['revised', 'settled', 'renewed', 'moved', 'aged', 'arrived', 'lost', 'otherwise', 'added', 'gone', 'reworded'] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

export interface Difference {
  /** Where in the tile, outermost first: caption, row, column. */
  readonly at: readonly Label[];
  readonly before: Said | null;
  readonly after: Said | null;
  readonly reason: ChangeReason;
}
/** One tile, then and now. */
export interface TileComparison {
  readonly tile: string;
  readonly title: Text;
  /** Words of the widget's labels. */
  readonly widget: TileReading['widget'];
  /** `unasked`: the widget is gone, or gives nothing to compare. `unanswered`: a source does not answer now. */
  readonly state: 'same' | 'changed' | 'unasked' | 'unanswered';
  readonly differences: readonly Difference[];
}

/** Every tile of a dashboard held against itself at another moment, in order. `aged`: the answers of then, read at the clock of now. */
export function compareReadings(before: readonly TileReading[], after: readonly TileReading[], province: Province, aged: readonly TileReading[] = []): readonly TileComparison[] {
  const [now, later] = [after, aged].map((readings) => new Map(readings.map((each) => [each.tile, each])));
  return before.map((then): TileComparison => {
    const head = { tile: then.tile, title: then.title, widget: then.widget };
    const today = now?.get(then.tile);
    if (!today?.widget || !then.widget) return { ...head, state: 'unasked', differences: [] };
    const wasAnswered = new Set(then.unanswered.map(({ dataset }) => dataset));
    // What did not answer then either is the same silence.
    if (today.unanswered.some(({ dataset }) => !wasAnswered.has(dataset))) return { ...head, state: 'unanswered', differences: [] };
    const byItself = placesIn(later?.get(then.tile)?.blocks ?? []);
    const differences = changedPlaces(placesIn(then.blocks), placesIn(today.blocks), isSame).map(({ before: was, after: is }): Difference => {
      const alone = byItself.get((is ?? was)?.key ?? '');
      const reason = is && alone && isSame(alone, is) ? 'aged' : reasonOf(was?.said, is?.said, today, province);
      return { at: (is ?? was)?.at ?? [], before: was?.said ?? null, after: is?.said ?? null, reason };
    });
    return { ...head, state: differences.length > 0 ? 'changed' : 'same', differences };
  });
}

interface Place {
  readonly key: string;
  readonly at: readonly Label[];
  readonly said: Said;
}

/** Everything a tile says, by where it stands: rows and columns by their ids, figures by what they are of. Charts are drawn from the figures beside them. */
function placesIn(blocks: readonly Block[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const counts = new Map<string, number>();
  // Two of the same name stand in their order.
  const add: AddPlace = (name, place) => {
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const key = `${name}#${nth}`;
    places.set(key, { key, ...place });
  };
  for (const block of blocks) {
    if (block.kind === 'figure') {
      add(`figure ${nameOf(block.label)} ${block.figure.orgUnit}`, { at: [block.label], said: { figure: block.figure } });
      for (const each of block.comparisons) add(`figure ${nameOf(block.label)} ${nameOf(each.label)} ${each.figure.orgUnit}`, { at: [block.label, each.label], said: { figure: each.figure } });
    } else if (block.kind === 'table') tablePlaces(block, add);
    else if (block.kind === 'note' || block.kind === 'heading') add(`${block.kind} ${nameOf(block.label)}`, { at: [], said: { label: block.label } });
  }
  return places;
}

type AddPlace = (name: string, place: Omit<Place, 'key'>) => void;
type TableBlock = Extract<Block, { readonly kind: 'table' }>;

function tablePlaces(table: TableBlock, add: AddPlace): void {
  const { caption, columns, rows } = table;
  const naming = namingColumn(table);
  for (const { id, cells } of rows) {
    const name = cells[naming];
    cells.forEach((cell, at) => {
      const column = columns[at];
      const where = [caption, ...(name && 'label' in name && name !== cell ? [name.label] : []), ...(column ? [column.label] : [])];
      add(`table ${nameOf(caption)} ${id} ${column?.id ?? String(at)}`, { at: where, said: cell });
    });
  }
}

/** The column that tells rows apart best, the first of equals; a running number is no name. */
function namingColumn({ columns, rows }: TableBlock): number {
  const told = columns.map((_column, at) => new Set(rows.flatMap(({ cells }) => {
    const cell = cells[at];
    return cell && 'label' in cell && !('literal' in cell.label && !/\p{L}/u.test(cell.label.literal)) ? [JSON.stringify(cell.label)] : [];
  })).size);
  return told.indexOf(Math.max(...told));
}

/** A label by what it is and not by the values in it. */
const nameOf = (label: Label): string => ('key' in label ? label.key : 'text' in label ? label.text.vi : label.literal);

const isSame = ({ said: one }: Place, { said: other }: Place): boolean => {
  if ('label' in one || 'label' in other) return 'label' in one && 'label' in other && JSON.stringify(one.label) === JSON.stringify(other.label);
  return JSON.stringify(one.figure.measure) === JSON.stringify(other.figure.measure) && periodOf(one.figure) === periodOf(other.figure) && one.figure.unit === other.figure.unit;
};
const periodOf = ({ period }: Figure): string => (period ? periodText(period) : '');

function reasonOf(before: Said | undefined, after: Said | undefined, reading: TileReading, province: Province): ChangeReason {
  if (!before) return 'added';
  if (!after) return 'gone';
  if ('label' in before || 'label' in after) return 'reworded';
  const [was, is] = [before.figure, after.figure];
  if (was.measure.kind === 'missing') return is.measure.kind === 'missing' ? 'otherwise' : 'arrived';
  if (is.measure.kind === 'missing') return 'lost';
  if (periodOf(was) !== periodOf(is)) return 'moved';
  if (was.measure.value === is.measure.value) return 'settled';
  return is.slots.some((slot) => { const query = reading.slots[slot]; return query !== undefined && province.datasets.get(query.dataset)?.cadence.kind === 'periodic'; }) ? 'revised' : 'renewed';
}
