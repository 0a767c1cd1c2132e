import type { Dashboard, DashboardVariable, LaidOut, Tile } from '@/config/dashboard';
import { sectionOf } from '@/config/dashboards';
import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import type { UnitRegistry } from '@/domain/org-unit/types';
import { err, ok } from '@/domain/result';
import type { Text } from '@/domain/text';
import { without, type Edited, type SmallestOf } from '../layout/edit';
import { move, resize, step, stretch, type Direction } from '../layout/move';
import type { LayoutSurface } from '../layout/places';
import { addSection, addTab, removeSection, removeTab, renameSection, renameTab, sectionToTab, shiftSection, shiftTab } from '../layout/sections';
import { add, backToAutomatic, duplicate, hide, moveTo, remove, show, type NewTile } from '../layout/tiles';
import { bodyOf, readBody } from '@/state/documents';

/** What a tile says for itself besides its place. Null takes back what was said. */
export interface TileChange {
  readonly title?: Text;
  readonly options?: Json;
  /** Of the widget that the options are for. */
  readonly widgetVersion?: number;
  readonly hideTitle?: boolean;
  readonly scope?: Tile['scope'] | null;
  readonly refreshSeconds?: number | null;
}
export interface BoardChange {
  readonly title?: Text;
  readonly audience?: Text;
  readonly scope?: Dashboard['scope'] | null;
  readonly variables?: readonly DashboardVariable[];
}

/** Everything that can be done at the editor, by whatever means it is asked for. */
export type Command =
  | { readonly do: 'drop'; readonly surface: LayoutSurface; readonly tile: string; readonly section: string; readonly x: number; readonly y: number }
  | { readonly do: 'resize'; readonly surface: LayoutSurface; readonly tile: string; readonly w: number; readonly h: number }
  | { readonly do: 'step' | 'stretch'; readonly surface: LayoutSurface; readonly tile: string; readonly direction: Direction }
  | { readonly do: 'add'; readonly tile: NewTile; readonly size: { readonly w: number; readonly h: number }; readonly section: string }
  | { readonly do: 'remove'; readonly tile: string }
  | { readonly do: 'duplicate'; readonly tile: string; readonly newId: string }
  | { readonly do: 'move-to'; readonly tile: string; readonly section: string }
  | { readonly do: 'hide' | 'show'; readonly surface: LaidOut; readonly tile: string }
  | { readonly do: 'automatic'; readonly surface: LaidOut }
  | { readonly do: 'add-section'; readonly id: string; readonly title: Text; readonly tab: string | null }
  | { readonly do: 'rename-section' | 'rename-tab'; readonly id: string; readonly title: Text }
  | { readonly do: 'shift-section'; readonly id: string; readonly by: -1 | 1 }
  | { readonly do: 'remove-section' | 'remove-tab'; readonly id: string }
  | { readonly do: 'section-to-tab'; readonly id: string; readonly tab: string }
  | { readonly do: 'add-tab'; readonly id: string; readonly title: Text; readonly first: Text }
  | { readonly do: 'shift-tab'; readonly id: string; readonly by: -1 | 1; readonly newSection: string }
  | { readonly do: 'tile'; readonly tile: string; readonly change: TileChange }
  | { readonly do: 'board'; readonly change: BoardChange };

/** The dashboard after a command, or why it cannot be. Pure. */
export function perform(board: Dashboard, command: Command, smallestOf: SmallestOf): Edited {
  switch (command.do) {
    case 'drop': return drop(board, command);
    case 'resize': return resize(board, command, command, smallestOf);
    case 'step': return step(board, command, command.direction);
    case 'stretch': return stretch(board, command, command.direction, smallestOf);
    case 'add': return add(board, command.tile, command.size, command.section);
    case 'remove': return remove(board, command.tile);
    case 'duplicate': return duplicate(board, command.tile, command.newId);
    case 'move-to': return moveTo(board, command.tile, command.section);
    case 'hide': return hide(board, command.surface, command.tile);
    case 'show': return show(board, command.surface, command.tile);
    case 'automatic': return backToAutomatic(board, command.surface);
    case 'tile': return changeTile(board, command.tile, command.change);
    case 'board': return changeBoard(board, command.change);
    default: return performOnParts(board, command);
  }
}

type PartCommand = Extract<Command, { do: `${string}-section` | `${string}-tab` }>;

function performOnParts(board: Dashboard, command: PartCommand): Edited {
  switch (command.do) {
    case 'add-section': return addSection(board, command.id, command.title, command.tab);
    case 'rename-section': return renameSection(board, command.id, command.title);
    case 'shift-section': return shiftSection(board, command.id, command.by);
    case 'remove-section': return removeSection(board, command.id);
    case 'section-to-tab': return sectionToTab(board, command.id, command.tab);
    case 'add-tab': return addTab(board, { id: command.id, title: command.title }, { id: freeId('tab', [{ id: command.id }]), title: command.first });
    case 'rename-tab': return renameTab(board, command.id, command.title);
    case 'shift-tab': return shiftTab(board, command.id, command.by, command.newSection);
    case 'remove-tab': return removeTab(board, command.id);
  }
}

/** Into another section first, where it is dropped there; then to the cell. */
function drop(board: Dashboard, { surface, tile: id, section, x, y }: Extract<Command, { do: 'drop' }>): Edited {
  const tile = board.tiles.find((one) => one.id === id);
  if (!tile) return err('unknown');
  const there = sectionOf(tile) === section ? ok(board) : moveTo(board, id, section);
  return there.ok ? move(there.value, { surface, tile: id }, { x, y }) : there;
}

function changeTile(board: Dashboard, id: string, change: TileChange): Edited {
  if (!board.tiles.some((one) => one.id === id)) return err('unknown');
  return ok({ ...board, tiles: board.tiles.map((tile) => (tile.id === id ? changedTile(tile, change) : tile)) });
}
function changedTile(tile: Tile, { title, options, widgetVersion, hideTitle, scope, refreshSeconds }: TileChange): Tile {
  const gone = [...(scope === null ? ['scope' as const] : []), ...(refreshSeconds === null ? ['refreshSeconds' as const] : []), ...(hideTitle === false ? ['hideTitle' as const] : [])];
  return {
    ...without(tile, ...gone), ...(title ? { title } : {}), ...(options === undefined ? {} : { options }), ...(widgetVersion === undefined ? {} : { widgetVersion }),
    ...(hideTitle ? { hideTitle } : {}), ...(scope ? { scope } : {}), ...(refreshSeconds ? { refreshSeconds } : {}),
  };
}
function changeBoard(board: Dashboard, { title, audience, scope, variables }: BoardChange): Edited {
  const gone = [...(scope === null ? ['scope' as const] : []), ...(variables?.length === 0 ? ['variables' as const] : [])];
  return ok({ ...without(board, ...gone), ...(title ? { title } : {}), ...(audience ? { audience } : {}), ...(scope ? { scope } : {}), ...(variables && variables.length > 0 ? { variables } : {}) });
}

/** The first id of that stem which nobody has. */
export function freeId(stem: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  const short = stem.slice(0, 56);
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? short : `${short}-${count}`;
    if (!ids.has(id)) return id;
  }
}

/** A body as the editor works on it. */
export interface Draft {
  readonly board: Dashboard;
  /** Tiles that this build cannot read: kept as they are, and written back. */
  readonly kept: readonly Json[];
}

/** Stands in for the tile that a dashboard must have, while it has none. */
const PLACEHOLDER: Json = { id: 'placeholder', widget: 'placeholder', widgetVersion: 1, title: { vi: '-', en: '-' }, place: { x: 0, y: 0, w: 1, h: 1 }, options: {} };

/** The body of a draft; one without tiles, which no save takes, is read too. Null where its frame cannot be read. Pure. */
export function readDraft(raw: Json, units: UnitRegistry | null): Draft | null {
  if (!isRecord(raw)) return null;
  const isEmpty = Array.isArray(raw['tiles']) && raw['tiles'].length === 0;
  const read = readBody('dashboard', isEmpty ? { ...raw, tiles: [PLACEHOLDER] } : raw, units);
  if (!read.ok) return null;
  const tiles: readonly Json[] = Array.isArray(raw['tiles']) ? raw['tiles'] : [];
  const bad = new Set(read.value.faults.flatMap(({ pointer }) => /^\/tiles\/(\d+)/.exec(pointer)?.[1] ?? []));
  return { board: isEmpty ? { ...read.value.body, tiles: [] } : read.value.body, kept: isEmpty ? [] : tiles.filter((_, index) => bad.has(String(index))) };
}

/** A draft as it is stored. */
export function rawOf({ board, kept }: Draft): Json {
  const body = bodyOf('dashboard', board);
  const tiles = body['tiles'];
  return kept.length > 0 && Array.isArray(tiles) ? { ...body, tiles: [...tiles, ...kept] } : body;
}
