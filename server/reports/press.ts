import { parsePeriod, periodText } from '@/domain/period/text';
import type { BoundaryReading } from '@/domain/org-unit/types';
import { toInstant } from '@/domain/time';
import type { ReportDocument } from '@/reports/document/document';
import { frozenWire } from '@/reports/register/frozen-wire';
import type { ReportTemplate } from '@/reports/template/template';
import type { Core } from '../core';
import type { DatasetDesk } from '../datasets/dataset-desk';
import { Problem } from '../http/problems';
import type { Admission } from './admission';
import type { Composers, Composition, ReportIssue } from './composer';
import { freezeAnswers } from './freeze-answers';
import { namesOf, type ReportRow } from './report-rows';
import type { ReportTarget } from './report-target';
import { documentOf, frozenOf, templateOf, wordsOf } from './report-views';
import type { Writer } from './reports';
import { formRows, servesUnit } from './word-forms/word-form-rows';

/** A document as it is kept, with what it was frozen from where that is new. */
export interface Drawn {
  readonly title: string;
  /** JSON text. */
  readonly document: string;
  readonly hash: string;
  /** As its head says it: "163/BC-UBND"; null where it has no head. */
  readonly number: string | null;
  readonly frozen?: string;
  readonly admission?: Admission;
}
/** What a report says besides its figures. */
export interface Subject extends ReportTarget, Pick<Composition, 'reportId' | 'commentary' | 'signer' | 'number' | 'author'> {}

/** Turns templates, answers and words into documents. */
export interface Press {
  /** Asks anew, with the rights of who asks. */
  readonly freeze: (by: Writer, template: ReportTemplate, subject: Subject, signal: AbortSignal) => Promise<Drawn>;
  /** From what was frozen; `at` where it is dated by another moment than its figures. */
  readonly draw: (row: ReportRow, words: Partial<Pick<Subject, 'commentary' | 'signer' | 'number'>>, at?: number) => Promise<Drawn>;
  readonly check: (row: ReportRow) => Promise<readonly ReportIssue[]>;
  readonly subjectOf: (row: ReportRow) => Promise<Subject>;
}

/** Figures as they were told then; another map is a choice of the template. */
const BOUNDARY: BoundaryReading = { kind: 'as-reported' };
/** Characters of frozen answers: a report of everything is asked for by another way. */
const MOST_FROZEN = 24 * 1024 * 1024;

/** A form that is not here stops the report: its Word file could not be made. */
async function formIssues(core: Pick<Core, 'store' | 'province' | 'clock'>, { unit }: ReportRow, { word }: ReportDocument): Promise<readonly ReportIssue[]> {
  if (!word || servesUnit(await formRows(core.store.db, word.file), unit, core.province.current(), core.clock())) return [];
  return [{ severity: 'stop', code: 'word-file', at: null, params: { form: word.name } }];
}

export function createPress(core: Pick<Core, 'store' | 'province' | 'clock'>, desk: Pick<DatasetDesk, 'ask'>, composers: Composers): Press {
  const province = () => core.province.current();

  async function drawn(template: ReportTemplate, composition: Composition): Promise<Drawn> {
    const composer = await composers.load(template);
    const document = composer.compose(composition);
    return { title: document.title, document: JSON.stringify(document), hash: await composers.hash(document), number: document.head?.number.replace(/^[^:]*:\s*/, '') ?? null };
  }

  async function subjectOf(row: ReportRow): Promise<Subject> {
    const period = parsePeriod(row.period);
    if (!period.ok) throw new Error(`report ${row.id} is of no period`);
    const author = (await namesOf(core.store.db, [row.author])).get(row.author) ?? '';
    return { reportId: row.id, unit: row.unit, period: period.value, commentary: wordsOf(row), signer: row.signer, number: row.number ?? '', author };
  }
  async function compositionOf(row: ReportRow): Promise<Composition> {
    const frozen = frozenOf(row);
    return { ...(await subjectOf(row)), province: province(), boundary: frozen.boundary, frozen, at: frozen.at };
  }

  return {
    subjectOf,
    async freeze(by, template, subject, signal) {
      const at = core.clock();
      const composer = await composers.load(template);
      const where = { province: province(), boundary: BOUNDARY };
      const questions = composer.questions({ ...where, unit: subject.unit, period: subject.period, at: toInstant(at) });
      const { frozen, admission } = await freezeAnswers(by, questions, { desk, ...where, unit: subject.unit, period: periodText(subject.period), at }, signal);
      if (signal.aborted) throw new Problem('source-unavailable');
      const kept = JSON.stringify(frozenWire(frozen));
      if (kept.length > MOST_FROZEN) throw new Problem('too-large', { expected: `at most ${MOST_FROZEN} characters of figures`, got: String(kept.length) });
      return { ...(await drawn(template, { ...subject, ...where, frozen, at: toInstant(at) })), frozen: kept, admission };
    },
    async draw(row, words, at) {
      const composition = await compositionOf(row);
      return drawn(templateOf(row), { ...composition, ...words, ...(at === undefined ? {} : { at: toInstant(at) }) });
    },
    async check(row) {
      const composer = await composers.load(templateOf(row));
      const found = composer.check(documentOf(row), await compositionOf(row));
      return [...await formIssues(core, row, documentOf(row)), ...found];
    },
  };
}
