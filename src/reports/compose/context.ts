import type { Province } from '@/config/province';
import { civilDate, startOfDay } from '@/domain/civil';
import type { DatasetQuery } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { BoundaryReading, UnitCode } from '@/domain/org-unit/types';
import type { Period } from '@/domain/period/types';
import type { Scope } from '@/domain/scope';
import type { Instant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { Format, Language } from '@/format/format';
import type { IndicatorReading } from '@/widget-kit/indicator-reading';
import { readIndicator } from '@/widget-kit/indicator-reading';
import type { Slots } from '@/widget-kit/widget';
import type { PrintedValue } from '../document/document';
import type { FrozenAnswers } from '../freeze/frozen';
import { indicatorQuestions } from '../freeze/questions';
import { snapshotBook } from '../freeze/snapshots';
import type { SnapshotBook } from '../freeze/snapshots';
import type { ReportTemplate } from '../template/template';
import type { PaperWidgets } from './paper-widgets';
import { printed } from './printed';
import { sourceList } from './source-list';
import type { SourceList } from './source-list';
import { PAPER_WORDS } from './words';
import type { PaperWords } from './words';

/** Everything a report is composed from. */
export interface ComposeInput {
  readonly template: ReportTemplate;
  readonly unit: UnitCode;
  readonly period: Period;
  readonly boundary: BoundaryReading;
  readonly language: Language;
  readonly frozen: FrozenAnswers;
  readonly province: Province;
  readonly widgets: PaperWidgets;
  /** What people wrote, by block id of the template; in a repeated section `<block>@<unit>`. */
  readonly commentary: Readonly<Record<string, string>>;
  /** Empty while nobody is named. */
  readonly signer: string;
  readonly author: string;
  /** "163", or whole "163/BC-UBND"; null until it is issued. */
  readonly number: string | null;
  /** The day the document bears and when it was made; figures stand at `frozen.at`. */
  readonly at: Instant;
  readonly reportId: string;
  /** Laid over every page; none where absent. */
  readonly watermark?: string;
}

/** A figure that was printed somewhere, as the list of what is missing needs it. */
export interface Seen {
  readonly block: string;
  readonly label: string;
  readonly value: PrintedValue;
}

/** What one composing shares: pure but for the lists it fills. */
export interface Composing {
  readonly input: ComposeInput;
  readonly province: Province;
  readonly language: Language;
  readonly format: Format;
  readonly words: PaperWords;
  readonly scope: Scope;
  readonly book: SnapshotBook;
  readonly sources: SourceList;
  readonly seen: Seen[];
  /** An indicator as tiles read it, with its questions; null where the pack has no such card. */
  reading(id: string, scope: Scope): ReadIndicator | null;
  /** Prints a figure and takes up the answers it was drawn from. */
  print(figure: Figure, slots: Slots): PrintedValue;
}
export interface ReadIndicator {
  readonly reading: IndicatorReading;
  readonly slots: Slots;
}

export function composingOf(input: ComposeInput): Composing {
  const { province, language, frozen, unit, period, boundary } = input;
  const format = createFormat(language);
  const book = snapshotBook(frozen);
  const sources = sourceList(book, province, format, frozen.at);
  const readings = new Map<string, ReadIndicator | null>();
  const read = (id: string, scope: Scope): ReadIndicator | null => {
    const indicator = province.indicators.get(id);
    if (!indicator) return null;
    const slots = indicatorQuestions(id, scope, province, frozen.at);
    return { slots, reading: readIndicator(indicator, { scope, province, now: frozen.at, snapshots: snapshotsOf(slots, book) }) };
  };
  return {
    input, province, language, format, book, sources,
    words: PAPER_WORDS[language], scope: { unit, period, boundary }, seen: [],
    reading: (id, scope) => {
      const key = `${id}|${scope.unit}|${scope.period.calendar}:${scope.period.code}`;
      const known = readings.get(key);
      const found = known === undefined ? read(id, scope) : known;
      readings.set(key, found);
      return found;
    },
    print: (figure, slots) => printed(figure, format, sources.idsOf(queriesOf(figure.slots, slots))),
  };
}

/** Snapshots by slot. */
export const snapshotsOf = (slots: Slots, book: SnapshotBook): Readonly<Record<string, ReturnType<SnapshotBook['of']>>> =>
  Object.fromEntries(Object.entries(slots).map(([slot, query]) => [slot, book.of(query)]));

const queriesOf = (names: readonly string[], slots: Slots): readonly DatasetQuery[] => names.flatMap((name) => slots[name] ?? []);

/** The day on which questions are asked, as in tiles. */
export const questionDay = (at: Instant): Instant => startOfDay(civilDate(at));
