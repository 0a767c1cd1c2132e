import * as z from 'zod';
import type { DatasetQuery } from '@/domain/dataset';
import type { SourceError } from '@/federation/source-error';

export const MOST_QUESTIONS = 100;

const value = z.string().min(1).max(500);
export const params = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/), z.union([value, z.array(value).min(1).max(2_000)]))
  .refine((given) => Object.keys(given).length <= 20, 'at most 20 parameters');
const id = z.string().min(1).max(64);

export const question = z.strictObject({ id, dataset: z.string().min(1).max(128), params, tag: z.string().max(64).optional() });

export interface Question {
  readonly id: string;
  readonly query: DatasetQuery;
  readonly tag: string | undefined;
}
export type Read = { readonly ok: true; readonly question: Question } | { readonly ok: false; readonly id: string; readonly error: SourceError };

/** Each question by itself: a bad one does not spoil the others. One without an id answers under `#` and its place. */
export function readQuestions(raw: readonly unknown[]): readonly Read[] {
  const seen = new Set<string>();
  return raw.map((each, at): Read => {
    const read = question.safeParse(each);
    const named = typeof each === 'object' && each !== null && 'id' in each ? id.safeParse(each.id) : null;
    const name = named?.success ? named.data : `#${at}`;
    if (!read.success) {
      const [issue] = read.error.issues;
      return { ok: false, id: name, error: wrong(`/questions/${at}${(issue?.path ?? []).map((step) => `/${String(step).slice(0, 64)}`).join('')}`, issue?.message ?? 'a question') };
    }
    if (seen.has(name)) return { ok: false, id: name, error: wrong(`/questions/${at}/id`, 'an id of its own') };
    seen.add(name);
    const { dataset, params: given, tag } = read.data;
    return { ok: true, question: { id: name, query: { dataset, params: given }, tag } };
  });
}

const wrong = (pointer: string, expected: string): SourceError => ({ kind: 'misconfigured', source: '', dataset: '', pointer, expected: expected.slice(0, 200) });
