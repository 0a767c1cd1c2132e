import type { Dashboard, Tile } from '@/config/dashboard';
import { readLayered } from '@/config/option-layers';
import type { Province } from '@/config/province';
import { isRecord } from '@/config/schema/values';
import { civilDate, startOfDay } from '@/domain/civil';
import { queryKey } from '@/domain/dataset';
import type { DatasetQuery, Json } from '@/domain/dataset';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { resolveVariables } from '@/dashboards/variables';
import { scopeOfTile } from '@/widget-kit/cross-filter';
import { genericSlots } from '@/widget-kit/generic/question';
import type { PaperWidgets } from '../compose/paper-widgets';
import { questionsOf } from '../freeze/questions';
import type { ReportTemplate, TemplateBlock } from '../template/template';
import { layersOf, type KeptBoard } from './kept-view';

/** The blocks of a dashboard's widgets, to load them by. */
export const widgetBlocks = ({ tiles }: Pick<Dashboard, 'tiles'>): readonly TemplateBlock[] =>
  tiles.map(({ id, widget, widgetVersion }): TemplateBlock => ({ kind: 'widget', id, widget, widgetVersion, options: {} }));

/** A province in which nobody says anything of widgets: the options of a kept view say all of it. */
export const withoutLayers = (province: Province): Province => ({ ...province, widgetOptions: { national: {}, province: {} } });

/** What is picked, with the names that data would give it left out: questions and scopes need none. */
const picksOf = ({ scope: { filters } }: KeptBoard) => filters.map((filter) => ({ ...filter, label: '' }));

/**
 * A dashboard as a template: one block a tile, in order, each with the scope that the tile looked at and with everything its options were drawn from. What
 * reports do with a template (ask, compose, compare) is thereby done with a dashboard. Ids of blocks are those of tiles.
 */
export function viewTemplate(board: KeptBoard, scope: Scope, widgets: PaperWidgets): ReportTemplate {
  const filters = picksOf(board);
  const blocks = resolveVariables(board.dashboard, board.scope.variables).map((tile): TemplateBlock => {
    const { unit, period } = scopeOfTile(tile, scope, filters);
    return { kind: 'widget', id: tile.id, widget: tile.widget, ...optionsOf(tile, board, widgets), scope: { unit, period: periodText(period) } };
  });
  return { title: board.dashboard.title, periods: { calendar: scope.period.calendar, kinds: [scope.period.kind] }, levels: [], orientation: 'landscape', blocks };
}

/** A tile's own options over the layers of that moment; as the tile has them where the widget is gone or cannot read them. */
function optionsOf(tile: Tile, { layers }: KeptBoard, widgets: PaperWidgets): { readonly widgetVersion: number; readonly options: { readonly [option: string]: Json } } {
  const definition = widgets.get(tile.widget)?.definition;
  const read = definition && readLayered(definition, layersOf(layers, tile.widget), tile);
  if (definition && read && 'parsed' in read) return { widgetVersion: definition.version, options: read.options };
  return { widgetVersion: tile.widgetVersion, options: isRecord(tile.options) ? tile.options : {} };
}

/** Every question of every tile, and those that name the values of the dashboard's variables, each once. `now`: the moment of keeping. */
export function viewQuestions(board: KeptBoard, scope: Scope, province: Province, widgets: PaperWidgets, now: Instant): readonly DatasetQuery[] {
  const plain = withoutLayers(province);
  const today = startOfDay(civilDate(now));
  const named = (board.dashboard.variables ?? []).flatMap((one) =>
    (one.kind === 'category' ? Object.values(genericSlots({ options: { dataset: one.dataset, periods: 1, params: {} }, scope, province, now: today })) : []));
  const all = [...questionsOf(viewTemplate(board, scope, widgets), scope, plain, widgets, now), ...named];
  return [...new Map(all.map((query) => [queryKey(query), query])).values()];
}
