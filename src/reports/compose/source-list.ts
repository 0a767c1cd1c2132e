import type { Province } from '@/config/province';
import { queryKey } from '@/domain/dataset';
import type { DatasetQuery } from '@/domain/dataset';
import { freshnessOf } from '@/domain/freshness';
import type { Instant } from '@/domain/time';
import type { Format } from '@/format/format';
import { sourceSentence } from '@/widget-kit/source-sentence';
import type { DocumentSource } from '../document/document';
import type { SnapshotBook } from '../freeze/snapshots';
import { PAPER_WORDS } from './words';

/** Answers a document was drawn from, in the order of their first use. */
export interface SourceList {
  /** Ids of these questions in the document, each new one taken up. */
  idsOf(queries: readonly DatasetQuery[]): readonly string[];
  all(): readonly DocumentSource[];
}

/** Most values of a list that a source line names. */
const MOST_VALUES = 4;

export function sourceList(book: SnapshotBook, province: Province, format: Format, now: Instant): SourceList {
  const known = new Map<string, DocumentSource>();
  return {
    idsOf: (queries) => queries.map((query) => {
      const key = queryKey(query);
      const found = known.get(key) ?? sourceOf(query, `s${known.size + 1}`, { book, province, format, now });
      known.set(key, found);
      return found.id;
    }),
    all: () => [...known.values()],
  };
}

interface Surroundings {
  readonly book: SnapshotBook;
  readonly province: Province;
  readonly format: Format;
  readonly now: Instant;
}

function sourceOf(query: DatasetQuery, id: string, around: Surroundings): DocumentSource {
  const { book, province, format } = around;
  const snapshot = book.of(query);
  const dataset = province.datasets.get(query.dataset);
  const source = dataset && province.sources.get(dataset.source);
  return {
    id,
    name: source?.name[format.language] ?? query.dataset,
    dataset: query.dataset,
    request: requestText(query),
    asOf: snapshot.asOf === undefined ? null : format.dateTime(snapshot.asOf),
    receivedAt: snapshot.receivedAt === undefined ? '' : format.dateTime(snapshot.receivedAt),
    remark: remarkOf(query, around),
    sample: snapshot.provenance?.sampleData ?? source?.sampleData ?? false,
  };
}

/** `name=value` in order of name; a long list by its ends and its length. */
function requestText({ params }: DatasetQuery): string {
  return Object.keys(params).sort().map((name) => {
    const value = params[name] ?? '';
    if (typeof value === 'string') return `${name}=${value}`;
    return `${name}=${value.length <= MOST_VALUES ? value.join(',') : `${value[0] ?? ''}…${value.at(-1) ?? ''} (${value.length})`}`;
  }).join(';');
}

/** What a reader should know of an answer; empty where all is well. */
function remarkOf(query: DatasetQuery, { book, province, format, now }: Surroundings): string {
  const snapshot = book.of(query);
  const dataset = province.datasets.get(query.dataset);
  const name = dataset ? (province.sources.get(dataset.source)?.shortName[format.language] ?? dataset.source) : query.dataset;
  const words = PAPER_WORDS[format.language];
  if (snapshot.cause) {
    const { kind, pointer, httpStatus } = snapshot.cause;
    return sourceSentence(name, { kind, pointer: pointer ?? null, absent: false, httpStatus: httpStatus ?? null, since: null }, now, format);
  }
  const remarks = [
    ...(snapshot.partial ? [words.partial(format.number(snapshot.partial.present, 0), format.number(snapshot.partial.expected, 0))] : []),
    ...(snapshot.notes?.some(({ code }) => code === 'withheld') ? [words.withheld] : []),
    ...(dataset && isOld(query, book, dataset.cadence, now) ? [words.old] : []),
  ];
  return remarks.join('; ');
}

function isOld(query: DatasetQuery, book: SnapshotBook, cadence: Parameters<typeof freshnessOf>[0]['cadence'], now: Instant): boolean {
  const { state, asOf, receivedAt } = book.of(query);
  const { state: label } = freshnessOf({
    state, asOf: asOf ?? null, receivedAt: receivedAt ?? null, cadence, now, online: true, hasCause: false, partial: false, provisional: false,
  });
  return label === 'STALE' || label === 'EXPIRED';
}
