import type { DocumentBlock, Run } from '../document/document';
import type { Composing, Seen } from './context';

const text = (words: string): Run => ({ kind: 'text', text: words });
const note = (id: string, words: string): DocumentBlock => ({ kind: 'paragraph', id, style: 'note', runs: [text(words)] });

/** So many missing figures of one block are told one by one; more are counted by their reason. */
const MOST_EACH = 8;

/** Figures that are not there, and why, in small print and in the order in which the document has them. Read after everything else was composed. */
export function missingList(id: string, { seen, format, words }: Composing): readonly DocumentBlock[] {
  const byBlock = new Map<string, Seen[]>();
  for (const each of seen) if (each.value.missing !== null && each.value.missing !== 'not-applicable') byBlock.set(each.block, [...(byBlock.get(each.block) ?? []), each]);
  const items = [...byBlock.values()].flatMap((missing): readonly string[] => {
    if (missing.length <= MOST_EACH) return missing.map(({ label, value }) => `${label}: ${reasonOf(value, format)}`);
    const reasons = new Map<string, number>();
    for (const { value } of missing) reasons.set(reasonOf(value, format), (reasons.get(reasonOf(value, format)) ?? 0) + 1);
    return [...reasons].map(([reason, count]) => `${missing[0]?.label ?? ''}…: ${words.cells(format.number(count, 0), reason)}`);
  });
  const distinct = [...new Set(items)];
  return distinct.length === 0 ? [note(id, words.allThere)] : smallPrint(id, words.notThere, distinct);
}

const reasonOf = ({ missing }: Seen['value'], format: Composing['format']): string => (missing === null ? '' : format.missing(missing));
const ending = (at: number, of: number): string => (at === of - 1 ? '.' : ';');

/** Where the figures come from, in small print: each dataset and its standing once. */
export function sourcesList(id: string, { sources, words, province, language }: Composing): readonly DocumentBlock[] {
  const lines = sources.all().map((source) => [
    words.sourceLine(source.name, province.datasets.get(source.dataset)?.title[language] ?? source.dataset),
    ...(source.asOf === null ? [] : [words.figuresTo(source.asOf)]),
    ...(source.receivedAt === '' ? [] : [words.received(source.receivedAt)]),
    ...(source.remark === '' ? [] : [source.remark.replace(/\.$/, '')]),
    ...(source.sample ? [words.sample] : []),
  ].join('; '));
  const distinct = [...new Set(lines)];
  return distinct.length === 0 ? [note(id, words.noSource)] : smallPrint(id, words.sources, distinct);
}

const smallPrint = (id: string, heading: string, lines: readonly string[]): readonly DocumentBlock[] =>
  [note(id, heading), ...lines.map((line, at) => note(`${id}.${at + 1}`, `- ${line}${ending(at, lines.length)}`))];

/** "Số liệu đến 17:00 20/11/2026; lập lúc 08:05 21/11/2026; số liệu minh họa": the span where sources stand at different moments. */
export function footerOf({ sources, book, input, format, words, province }: Composing): string {
  const stands = input.frozen.answers.flatMap(({ question }) => book.of(question).asOf ?? []).sort((a, b) => a - b);
  const [first, last] = [stands[0], stands.at(-1)];
  const span = first === undefined || last === undefined ? [] : [words.figuresTo(format.dateTime(first) === format.dateTime(last) ? format.dateTime(last) : `${format.dateTime(first)} – ${format.dateTime(last)}`)];
  const sample = province.sampleData || sources.all().some((source) => source.sample);
  const line = [...span, words.madeAt(format.dateTime(input.frozen.at)), ...(sample ? [words.sample] : [])].join('; ');
  return line.slice(0, 1).toLocaleUpperCase('vi') + line.slice(1);
}
