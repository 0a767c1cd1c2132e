import type { Province } from '@/config/province';
import { civilDate } from '@/domain/civil';
import type { DatasetQuery } from '@/domain/dataset';
import type { Result } from '@/domain/result';
import type { SystemCard } from '@/domain/system-card';
import { measureQuery, readMeasure, type MeasureReading } from '@/domain/system-measure';
import type { Instant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { Answer } from '@/federation/answer';
import type { SourceError } from '@/federation/source-error';
import { sourceSentence } from '@/widget-kit/source-sentence';

/** One question to a gateway, whole answers only. */
export type AskMeasure = (query: DatasetQuery) => Promise<Result<Pick<Answer, 'data' | 'asOf'>, SourceError>>;

/** What became of a system's measure. */
export interface Asked {
  readonly card: SystemCard;
  readonly protocol: string;
  readonly source: string;
  readonly ms: number;
  readonly reading: MeasureReading | null;
  readonly asOf: Instant | null;
  /** Why there is no figure, in words of the source or of the card; null where there is one. */
  readonly missing: string | null;
}

/** Questions under way at once: the gateway has room for others meanwhile. */
const AT_ONCE = 12;
const format = createFormat('vi');

function failureText(error: SourceError, province: Province, card: SystemCard, now: Instant): string {
  const source = province.sources.get(province.datasets.get(card.measure.dataset)?.source ?? '')?.shortName.vi ?? error.source;
  const sentence = sourceSentence(source, { kind: error.kind, pointer: error.pointer ?? null, absent: error.got === undefined, httpStatus: error.httpStatus ?? null, since: null }, now, format);
  const place = error.pointer === undefined ? '' : ` (${error.pointer}: ${error.expected ?? ''} ← ${error.got ?? ''})`;
  return `${sentence}${place}`;
}

/** Asks every card of the province for its measure, on the day of `now`. In the order of the cards. */
export async function askMeasures(province: Province, ask: AskMeasure, now: Instant): Promise<readonly Asked[]> {
  const cards = [...province.systems.values()];
  const found: Asked[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let at = next++; at < cards.length; at = next++) {
      const card = cards[at];
      if (card) found[at] = await askOne(province, card, ask, now);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return found;
}

async function askOne(province: Province, card: SystemCard, ask: AskMeasure, now: Instant): Promise<Asked> {
  const dataset = province.datasets.get(card.measure.dataset);
  const begun = performance.now();
  const answer = await ask(measureQuery(card.measure, civilDate(now), province.unit));
  const known = { card, protocol: dataset?.connector ?? '', source: dataset?.source ?? '', ms: Math.round(performance.now() - begun) };
  if (!answer.ok) return { ...known, reading: null, asOf: null, missing: failureText(answer.error, province, card, now) };
  const { data, asOf } = answer.value;
  const read = readMeasure(card.measure, data, province.unit);
  if (!read.ok) return { ...known, reading: null, asOf, missing: `${card.measure.dataset}: không có ${read.error.category ?? 'lựa chọn'} ở chiều ${read.error.dimension}` };
  const { measure } = read.value;
  return { ...known, reading: read.value, asOf, missing: measure.kind === 'value' ? null : format.missing(measure.reason) };
}

/** "12.345 lượt", with the period it is of. */
export function figureText({ measure, unit, decimals, period }: MeasureReading): string {
  const { text, unit: name } = format.measure(measure, unit, decimals);
  return `${text}${name === '' ? '' : ` ${name}`}${period ? ` · ${format.period(period)}` : ''}`;
}

/** The result as a machine reads it. */
export const resultOf = (asked: readonly Asked[]): { readonly systems: number; readonly measured: number; readonly missing: readonly string[] } => {
  const missing = asked.filter((one) => one.missing !== null).map(({ card }) => card.id);
  return { systems: asked.length, measured: asked.length - missing.length, missing };
};
