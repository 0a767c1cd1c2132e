import { classesOf } from '@/access/field-class';
import { cutToShare } from '@/access/cut-to-share';
import type { Dataset } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { Answer, AnswerNote, Ask } from '@/federation/answer';
import type { SourceError } from '@/federation/source-error';
import { tellable, type Admitted } from './admit';
import { keptOf, type Kept } from './kept';
import type { Outbound } from './outbound/create-outbound';
import type { SourceWatch } from './source-watch';

export interface SourceParts {
  readonly ask: Ask;
  readonly outbound: Outbound;
  /** A source answered with a redirect, which was not followed. */
  readonly redirected: (source: string) => void;
  readonly watch: SourceWatch;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Asks the source and cuts what it says to the share before anything is kept. Never throws for an expected failure. */
export async function askSource(admitted: Admitted, signal: AbortSignal, parts: SourceParts): Promise<Result<Kept, SourceError>> {
  const { query, dataset, share } = admitted;
  const { outbound, watch, clock } = parts;
  const begun = clock();
  const answer = await parts.ask(query, signal);
  if (!answer.ok && answer.error.got === 'a redirect') parts.redirected(dataset.source);
  const believed = answer.ok ? await believe(answer.value, admitted, watch) : answer;
  watch.noted(dataset, believed.ok ? null : forOperators(believed.error, dataset, outbound), clock() - begun);
  if (!believed.ok) return err(tellable(believed.error, dataset, outbound.holdsSecret));
  const kept = keptOf(cut(believed.value, admitted), share.key, !admitted.unmasks);
  // A source that repeats its caller must not hand our credentials to readers.
  if (outbound.holdsSecret(kept.data) || outbound.holdsSecret(JSON.stringify(kept.rest))) return err({ kind: 'contradictory', source: dataset.source, dataset: dataset.id });
  return ok(kept);
}

async function believe(answer: Answer, { dataset, query }: Admitted, watch: SourceWatch): Promise<Result<Answer, SourceError>> {
  const doubt = await watch.doubt(dataset, query, answer);
  return doubt ? err(doubt) : ok(answer);
}

/** Who runs the portal is told the place as well, which is the configuration's own word, and no value. */
export function forOperators(error: SourceError, dataset: Dataset, { holdsSecret }: Outbound): SourceError {
  const { kind, pointer, expected } = error;
  const place = { ...(pointer === undefined ? {} : { pointer }), ...(expected === undefined ? {} : { expected }) };
  // That there was nothing is nobody's own.
  const absent = error.got === 'nothing' ? { got: error.got } : {};
  return { ...tellable(error, dataset, holdsSecret), kind, ...(holdsSecret(JSON.stringify(place)) ? {} : { ...place, ...absent }) };
}

function cut(answer: Answer, { query, dataset, share, province }: Admitted): Answer {
  const { data, withheld } = cutToShare(answer.data, dataset, share, province, query);
  const seesAll = !withheld && share.units === 'all' && !share.narrower && classesOf(dataset).every((each) => share.classes.has(each));
  const { notes: given = [], ...rest } = answer;
  // An example may come from what this reader does not see.
  const notes: AnswerNote[] = given.map(({ code, count, example }) => ({ code, count, ...(seesAll && example !== undefined ? { example } : {}) }));
  // How many rows others have is theirs to know.
  if (withheld) notes.push({ code: 'withheld', count: 1 });
  return { ...rest, data, ...(notes.length > 0 ? { notes } : {}) };
}
