import { readLayered } from '@/config/option-layers';
import type { Province } from '@/config/province';
import { civilDate, startOfDay } from '@/domain/civil';
import { queryKey } from '@/domain/dataset';
import type { DatasetQuery } from '@/domain/dataset';
import type { OrgUnit } from '@/domain/org-unit/types';
import { previousPeriod } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { packLayers } from '@/widget-kit/make-portal';
import { indicatorSlots } from '@/widget-kit/indicator-slots';
import type { Slots } from '@/widget-kit/widget';
import type { PaperWidgets } from '../compose/paper-widgets';
import { figureFields } from '../fields/parse-fields';
import { placedScope, placesOf, unitsBelow } from '../template/places';
import type { ReportTemplate, TemplateBlock } from '../template/template';
import { wordFields } from '../template/word-places';

type WidgetBlock = Extract<TemplateBlock, { readonly kind: 'widget' }>;
type RankingBlock = Extract<TemplateBlock, { readonly kind: 'ranking' }>;

/** Questions depend on the day and never on the minute, as in tiles. */
const dayOf = (now: Instant): Instant => startOfDay(civilDate(now));

/** Questions of a widget block by slot; null where its options cannot be read. Throws nothing: a widget that does has no questions. */
export function widgetQuestions(block: WidgetBlock, scope: Scope, province: Province, widgets: PaperWidgets, now: Instant): { readonly options: unknown; readonly slots: Slots } | null {
  const widget = widgets.get(block.widget);
  if (!widget) return null;
  const read = readLayered(widget.definition, packLayers(province, block.widget), block);
  if (!('parsed' in read)) return null;
  try {
    return { options: read.parsed, slots: widget.definition.datasets({ options: read.parsed, scope, province, now: dayOf(now) }) };
  } catch {
    // A bug of one widget costs its own block and no other.
    return null;
  }
}

/** Questions that reading an indicator for a scope takes, by slot; the period before too where a dataset answers one at a time. */
export function indicatorQuestions(id: string, scope: Scope, province: Province, now: Instant): Slots {
  const card = province.indicators.get(id);
  return card ? indicatorSlots(card, scope, province, dayOf(now)) : {};
}

/** The question for the shapes of units; null where the province names no such dataset. */
export function shapesQuestion(scope: Scope, province: Province): DatasetQuery | null {
  const dataset = province.datasets.get(province.map.areasDataset);
  if (!dataset) return null;
  const takesPeriod = dataset.parameters.some(({ name }) => name === 'period');
  return { dataset: dataset.id, params: takesPeriod ? { period: periodText(scope.period) } : {} };
}

/** What one ranked unit is read from. */
export interface RankedAsk {
  readonly unit: OrgUnit;
  readonly slots: Slots;
}
/** Questions of a ranking by unit: all units in one where the dataset takes several, each its own where it takes one. None where the card does not speak of that level. */
export function rankingQuestions(block: RankingBlock, scope: Scope, province: Province, now: Instant): readonly RankedAsk[] {
  if (!province.indicators.get(block.indicator)?.levels.includes(block.level)) return [];
  const asks = unitsBelow(scope, block.level, province).map((unit) => ({ unit, slots: indicatorQuestions(block.indicator, { ...scope, unit: unit.code }, province, now) }));
  const all = [...new Set(asks.flatMap(({ slots }) => Object.values(slots).flatMap(({ params }) => params['units'] ?? [])))].sort();
  const together = (query: DatasetQuery): DatasetQuery => ('units' in query.params ? { ...query, params: { ...query.params, units: all } } : query);
  return asks.map(({ unit, slots }) => ({ unit, slots: Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, together(query)])) }));
}

/** Texts of a block that may hold fields, in both languages. */
export function textsOf(block: TemplateBlock): readonly string[] {
  const texts = (() => {
    switch (block.kind) {
      case 'heading': case 'paragraph': case 'note': return [block.text];
      case 'list': return block.items;
      case 'commentary': return [block.prompt];
      case 'appendix': return [block.title];
      case 'widget': case 'indicators': case 'trend': case 'ranking': return block.caption ? [block.caption] : [];
      default: return [];
    }
  })();
  return texts.flatMap(({ vi, en }) => [vi, en]);
}

function ofBlock(block: TemplateBlock, around: Scope, province: Province, widgets: PaperWidgets, now: Instant): readonly DatasetQuery[] {
  const scope = 'scope' in block ? placedScope(block.scope, around, province) : around;
  const indicator = (id: string, at: Scope): readonly DatasetQuery[] => {
    const own = Object.values(indicatorQuestions(id, at, province, now));
    // A dataset that answers one period at a time is asked for the one before as well, to be compared with.
    const single = own.some(({ params }) => 'period' in params);
    return single ? [...own, ...Object.values(indicatorQuestions(id, { ...at, period: previousPeriod(at.period) }, province, now))] : own;
  };
  const fields = textsOf(block).flatMap(figureFields).flatMap((field) => indicator(field.indicator, placedScope(field, around, province)));
  const condition = block.when?.kind === 'indicator' ? indicator(block.when.indicator, around) : [];
  const own = (): readonly DatasetQuery[] => {
    switch (block.kind) {
      case 'widget': return Object.values(widgetQuestions(block, scope, province, widgets, now)?.slots ?? {});
      case 'indicators': return block.indicators.flatMap((id) => indicator(id, scope));
      case 'trend': return indicator(block.indicator, scope);
      case 'ranking': {
        const shapes = block.form === 'map' ? shapesQuestion(scope, province) : null;
        return [...rankingQuestions(block, scope, province, now).flatMap(({ slots }) => Object.values(slots)), ...(shapes ? [shapes] : [])];
      }
      default: return [];
    }
  };
  return [...condition, ...fields, ...own()];
}

/** Texts of a template outside its blocks. */
export const outerTexts = ({ title, head, tail }: ReportTemplate): readonly string[] =>
  [title, ...(head ? [head.subject, ...(head.kind ? [head.kind] : [])] : []), ...(tail?.recipients ?? []), ...(tail?.authority ? [tail.authority] : []), ...(tail?.position ? [tail.position] : [])].flatMap(({ vi, en }) => [vi, en]);

/**
 * Everything a report must know before it is composed: each question once, in the order of first use. Blocks whose condition is about figures
 * are asked for too. `target` is the report's unit, period and map; `now` the moment of freezing.
 */
export function questionsOf(template: ReportTemplate, target: Scope, province: Province, widgets: PaperWidgets, now: Instant): readonly DatasetQuery[] {
  const { word } = template;
  const texts = outerTexts(template).flatMap(figureFields).flatMap((field) => Object.values(indicatorQuestions(field.indicator, placedScope(field, target, province), province, now)));
  const said = word ? wordFields(word).join(' ') : '';
  const ofWord = ofBlock({ kind: 'paragraph', id: 'word', text: { vi: said, en: said } }, target, province, widgets, now);
  const asked = [...texts, ...ofWord, ...placesOf(template.blocks, target, province).flatMap(({ block, scope }) => ofBlock(block, scope, province, widgets, now))];
  return [...new Map(asked.map((query) => [queryKey(query), query])).values()];
}
