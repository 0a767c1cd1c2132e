import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import type { Text } from '@/domain/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import type { Snapshot } from '@/query/snapshot';
import type { Block } from '@/widget-kit/blocks';
import { categoriesPicked } from '@/widget-kit/cross-filter';
import { unexpired } from '@/widget-kit/host/tile-standing';
import type { Slots } from '@/widget-kit/widget';
import type { PaperWidget, PaperWidgets } from '../compose/paper-widgets';
import { widgetQuestions } from '../freeze/questions';
import { placedScope } from '../template/places';
import type { TemplateBlock } from '../template/template';
import type { KeptBoard } from './kept-view';
import { viewTemplate, withoutLayers } from './view-template';

/** What one tile says, in the words and figures that it would give to a report. */
export interface TileReading {
  readonly tile: string;
  readonly title: Text;
  /** Of the widget; null where it is gone, cannot read its options, has nothing for reports or breaks. */
  readonly widget: PaperWidget | null;
  readonly slots: Slots;
  readonly blocks: readonly Block[];
  /** A question of it has no answer: what it says is not all. */
  readonly unanswered: readonly DatasetQuery[];
}

/** Answers at one moment, whoever gave them. */
export interface Answers {
  readonly of: (query: DatasetQuery) => Snapshot;
  /** The clock they are read by. */
  readonly at: Instant;
  /** The clock by which they are too old to be read; `at` where absent. */
  readonly heldAt?: Instant;
}

type WidgetBlock = Extract<TemplateBlock, { readonly kind: 'widget' }>;

/** Every tile of a dashboard as it reads its answers, in order. Pure: the same answers at the same clock say the same. Never throws: a widget that breaks says nothing. */
export function tileReadings(board: KeptBoard, scope: Scope, answers: Answers, province: Province, widgets: PaperWidgets): readonly TileReading[] {
  const plain = withoutLayers(province);
  const titles = new Map(board.dashboard.tiles.map(({ id, title }) => [id, title]));
  const filters = board.scope.filters.map((filter) => ({ ...filter, label: '' }));
  return viewTemplate(board, scope, widgets).blocks.flatMap((block): readonly TileReading[] => {
    if (block.kind !== 'widget') return [];
    const title = titles.get(block.id) ?? { vi: block.id, en: block.id };
    return [{ tile: block.id, title, ...readingOf(block, placedScope(block.scope, scope, plain), answers, { province: plain, widgets, picks: categoriesPicked(filters, block.id) }) }];
  });
}

interface Around {
  readonly province: Province;
  readonly widgets: PaperWidgets;
  readonly picks: { readonly [dimension: string]: string };
}

function readingOf(block: WidgetBlock, scope: Scope, { of, at, heldAt = at }: Answers, { province, widgets, picks }: Around): Omit<TileReading, 'tile' | 'title'> {
  const nothing = { widget: null, slots: {}, blocks: [], unanswered: [] };
  const widget = widgets.get(block.widget);
  const asked = widgetQuestions(block, scope, province, widgets, at);
  if (!widget?.report.model || !asked) return nothing;
  const { slots, options } = asked;
  const all = Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, of(query)]));
  const snapshots = unexpired({ slots, snapshots: all, province, vm: null, scope, now: heldAt, online: true });
  const unanswered = Object.values(all).flatMap(({ query, state, data }) => (data === undefined && (state === 'failed' || state === 'denied') ? [query] : []));
  try {
    return { widget, slots, blocks: widget.report.report(widget.report.model({ options, scope, province, now: at, snapshots, filters: picks })), unanswered };
  } catch {
    // A bug of one widget costs its own tile and no other.
    return nothing;
  }
}
