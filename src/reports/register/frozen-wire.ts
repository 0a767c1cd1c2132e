import * as z from 'zod/mini';
import type { DatasetQuery } from '@/domain/dataset';
import type { BoundaryReading } from '@/domain/org-unit/types';
import { err, ok } from '@/domain/result';
import type { Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { LocalDate } from '@/domain/time';
import { readError, readWire } from '@/federation/gateway/read-wire';
import { toWire } from '@/federation/gateway/wire';
import type { Answer } from '@/federation/answer';
import type { FrozenAnswer, FrozenAnswers } from '../freeze/frozen';

/**
 * Frozen answers as JSON holds them: a cube's numbers are typed arrays, which JSON would turn into something else. The same answers give the
 * same value.
 */
export const frozenWire = (frozen: FrozenAnswers): unknown => ({
  ...frozen,
  answers: frozen.answers.map(({ question, answer, cause }) => ({ question, answer: answer === null ? null : toWire(answer as Answer), cause })),
});

const boundary = z.union([z.object({ kind: z.literal('as-reported') }), z.object({ kind: z.literal('on-date'), date: z.string() })]);
const question = z.object({ dataset: z.string(), params: z.record(z.string(), z.union([z.string(), z.array(z.string())])) });
const form = z.object({
  version: z.literal(1), at: z.number(), province: z.string(), unit: z.string(), period: z.string(), boundary,
  answers: z.array(z.object({ question, answer: z.unknown(), cause: z.unknown() })),
});

/** Reads what {@link frozenWire} wrote; the place of the fault where it is none. */
export function readFrozen(raw: unknown): Result<FrozenAnswers, string> {
  const read = form.safeParse(raw);
  if (!read.success) return err(read.error.issues[0]?.path.join('/') ?? '');
  const answers: FrozenAnswer[] = [];
  for (const [at, one] of read.data.answers.entries()) {
    const answer = one.answer === null ? null : readWire(one.answer);
    if (answer !== null && !answer.ok) return err(`answers/${at}/answer/${answer.error}`);
    answers.push({ question: one.question satisfies DatasetQuery, answer: answer === null ? null : answer.value, cause: one.cause === null || one.cause === undefined ? null : readError(one.cause) });
  }
  const { version, at, province, unit, period } = read.data;
  return ok({ version, at: toInstant(at), province, unit, period, boundary: read.data.boundary.kind === 'on-date' ? onDate(read.data.boundary.date) : { kind: 'as-reported' }, answers });
}

const onDate = (date: string): BoundaryReading => ({ kind: 'on-date', date: date as LocalDate });
