import { rightsOf } from '@/access/rights-of';
import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import type { BoundaryReading } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { FrozenAnswer, FrozenAnswers } from '@/reports/freeze/frozen';
import { asKept } from '@/reports/freeze/thin-shapes';
import type { DatasetDesk } from '../datasets/dataset-desk';
import { answerOf } from '../datasets/kept';
import { admissionOf, type Admission } from './admission';
import type { Writer } from './reports';

/** Questions under way at once for one report. */
const AT_ONCE = 8;

export interface Freezing {
  readonly desk: Pick<DatasetDesk, 'ask'>;
  readonly province: Province;
  readonly unit: string;
  readonly period: string;
  readonly boundary: BoundaryReading;
  /** The one clock of the report, epoch ms. */
  readonly at: number;
}

/** The author without the purposes they stated: what is somebody's own stays covered on paper. */
export function asOnPaper({ actor, ...by }: Writer, province: Province, at: number): Writer {
  const plain = { ...actor, purposes: [] };
  return { ...by, actor: plain, rights: rightsOf(plain, province, toInstant(at)) };
}

/** Asks every question once, with the author's rights and no purpose; what was not answered says why. */
export async function freezeAnswers(by: Writer, questions: readonly DatasetQuery[], freezing: Freezing, signal: AbortSignal): Promise<{ readonly frozen: FrozenAnswers; readonly admission: Admission }> {
  const { desk, province, unit, period, boundary, at } = freezing;
  const reader = asOnPaper(by, province, at);
  const answers: FrozenAnswer[] = [];
  const next = questions.entries();
  const askOn = async (): Promise<void> => {
    for (const [place, question] of next) {
      const told = await desk.ask(question, reader, signal);
      answers[place] = told.ok ? { question, answer: asKept(answerOf(told.value.kept)), cause: told.value.cause } : { question, answer: null, cause: told.error };
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, questions.length) }, askOn));
  // What its author was denied is not in it, and keeps nobody else out.
  const letIn = answers.flatMap(({ question, cause }) => (cause?.kind === 'denied' ? [] : [question]));
  return { frozen: { version: 1, at: toInstant(at), province: province.id, unit, period, boundary, answers }, admission: admissionOf(letIn, reader.rights, province) };
}
