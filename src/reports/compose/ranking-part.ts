import { civilDate } from '@/domain/civil';
import { epochIndex } from '@/domain/org-unit/series-break';
import type { OrgUnit } from '@/domain/org-unit/types';
import { valueOf } from '@/domain/measure';
import { lastDay } from '@/domain/period/period';
import { periodText } from '@/domain/period/text';
import type { Scope } from '@/domain/scope';
import { classify } from '@/map/classify';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { IndicatorReading } from '@/widget-kit/indicator-reading';
import type { DocumentBlock, PrintedValue } from '../document/document';
import { rankingQuestions, shapesQuestion } from '../freeze/questions';
import { periodInSentence } from '../fields/comparison';
import type { TemplateBlock } from '../template/template';
import { snapshotsOf } from './context';
import type { Composing } from './context';
import { mapPart } from './map-part';
import { saidOnce } from './table-units';

type RankingBlock = Extract<TemplateBlock, { readonly kind: 'ranking' }>;
/** Classes of a map, as on screen. */
const CLASSES = 5;
interface Ranked {
  readonly unit: OrgUnit;
  readonly number: number;
  readonly value: PrintedValue;
  readonly figure: IndicatorReading['figure'];
}

/** A ranking in its form; a map stands above the table of the same, and says why where it cannot be drawn. */
export function rankingParts(block: RankingBlock, id: string, scope: Scope, caption: string | null, composing: Composing): readonly DocumentBlock[] {
  const table = rankingPart(block, id, scope, caption, composing);
  if (block.form !== 'map' || table.kind !== 'table') return [table];
  return [rankingMap(block, `${id}.map`, scope, caption, composing), table];
}

/** Every unit asked for on the map, in classes as on screen; those without a figure of the ranking's period have none. */
function rankingMap(block: RankingBlock, id: string, scope: Scope, given: string | null, composing: Composing): DocumentBlock {
  const { province, language, format, words, book, input: { frozen: { at } } } = composing;
  const card = province.indicators.get(block.indicator);
  const caption = given ?? card?.name[language] ?? block.indicator;
  const day = scope.boundary.kind === 'on-date' ? scope.boundary.date : lastDay(scope.period);
  // Codes were given anew in 2025: the shape of a code is not that of the unit which held it before.
  const isOtherMap = epochIndex(province.units, day) !== epochIndex(province.units, civilDate(at));
  if (isOtherMap) return { kind: 'paragraph', id, style: 'missing', runs: [{ kind: 'text', text: words.otherMap(caption) }] };
  const shapes = shapesQuestion(scope, province);
  const features = shapes ? book.of(shapes).data : undefined;
  const ranked = new Map(rankedUnits(block, scope, composing).map((each) => [each.unit.code, each]));
  const classes = classify([...ranked.values()].map(({ number }) => number), CLASSES);
  if (features?.kind === 'features' && shapes) composing.sources.idsOf([shapes]);
  return mapPart({
    id, caption, name: card?.name[language] ?? '', scheme: card?.direction === 'lower-better' ? 'worse' : 'better', edges: classes.edges, decimals: classes.decimals,
    unit: card?.unit ?? null, selected: null, features: features?.kind === 'features' ? features : null,
    areas: rankingQuestions(block, scope, province, at).map(({ unit: { code, fullName, name } }) => {
      const found = ranked.get(code);
      return { code, label: fullName, name, classIndex: classes.indexOf(found?.number ?? null), text: found?.value.full ?? format.missing('not-available') };
    }),
  }, composing);
}

/**
 * Units of a level by one indicator, the best first, equal ones of equal rank (1, 2, 2, 4); without a best the highest first. Units without a
 * figure of that very period are counted below and never ranked.
 */
function rankingPart(block: RankingBlock, id: string, scope: Scope, caption: string | null, composing: Composing): DocumentBlock {
  const { words, format, language, province } = composing;
  const card = province.indicators.get(block.indicator);
  const said = (text: string): DocumentBlock => ({ kind: 'paragraph', id, style: 'missing', runs: [{ kind: 'text', text }] });
  if (!card) return said(words.unknownIndicator(block.indicator));
  const asked = rankingQuestions(block, scope, province, composing.input.frozen.at);
  const all = rankedUnits(block, scope, composing);
  const name = caption ?? card.name[language];
  if (all.length === 0) return said(`${card.name[language]}: ${format.missing('not-available')}.`);
  const shown = all.slice(0, block.limit ?? all.length);
  const period = all[0]?.figure.period;
  const notes = [
    ...(period && periodText(period) !== periodText(scope.period) ? [`${card.name[language]}: ${periodInSentence(period, format)}.`] : []),
    ...(shown.length < all.length ? [words.leftOut(format.number(all.length - shown.length, 0))] : []),
    ...(all.length < asked.length ? [words.notRanked(format.number(asked.length - all.length, 0))] : []),
  ];
  if (block.form === 'bars') {
    return {
      kind: 'chart', id, caption: name, note: notes.join(' '),
      spec: {
        kind: 'bars', description: name, categories: shown.map(({ unit }) => unit.name), categoryNames: shown.map(({ unit }) => unit.fullName), unitLabel: format.unit(card.unit), stacked: false, horizontal: true, language,
        series: [{
          id: card.id, label: card.name[language], role: 'current', values: shown.map(({ figure }) => valueOf(figure.measure)), texts: shown.map(({ value }) => value.text),
          provisional: shown.flatMap(({ value }, at) => (value.status === 'official' ? [] : [at])),
        }],
      },
    };
  }
  const rankOf = (number: number): number => all.findIndex((each) => each.number === number) + 1;
  return saidOnce({
    kind: 'table', id, caption: name, unitLine: '', notes,
    columns: [
      { id: 'rank', header: [words.order], number: '', align: 'centre', width: 1.3, unit: '' },
      { id: 'unit', header: [words.unitOfAdministration], number: '', align: 'start', width: 5, unit: '' },
      { id: card.id, header: [card.shortName[language]], number: '', align: 'end', width: 2, unit: '' },
    ],
    rows: shown.map(({ unit, number, value }) => ({
      id: unit.code, emphasis: null, cells: [{ kind: 'text', text: String(rankOf(number)) }, { kind: 'text', text: unit.fullName }, { kind: 'value', value }],
    })),
  }, words);
}

/** Every unit with a figure of the newest period that any of them has, in order. */
function rankedUnits(block: RankingBlock, scope: Scope, composing: Composing): readonly Ranked[] {
  const { province, book, input: { frozen: { at } } } = composing;
  const card = province.indicators.get(block.indicator);
  if (!card) return [];
  const read = rankingQuestions(block, scope, province, at).map(({ unit, slots }) => ({
    unit, slots, reading: readIndicator(card, { scope: { ...scope, unit: unit.code }, province, now: at, snapshots: snapshotsOf(slots, book) }),
  }));
  const newest = read.map(({ reading }) => reading.latestPeriod?.end ?? '').sort().at(-1) ?? '';
  const higherFirst = card.direction !== 'lower-better';
  return read.flatMap(({ unit, slots, reading: { figure } }): Ranked[] => {
    const number = valueOf(figure.measure);
    return number === null || figure.period?.end !== newest ? [] : [{ unit, number, figure, value: composing.print(figure, slots) }];
  }).sort((a, b) => (higherFirst ? b.number - a.number : a.number - b.number) || (a.unit.code < b.unit.code ? -1 : 1));
}
