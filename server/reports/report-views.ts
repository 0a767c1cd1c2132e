import type { ReportDocument } from '@/reports/document/document';
import type { FrozenAnswers } from '@/reports/freeze/frozen';
import { readFrozen } from '@/reports/register/frozen-wire';
import { afterDeed, isOpen, REPORT_DEEDS, type ReportCard, type ReportRecord, type ReportStep } from '@/reports/register/record';
import type { ReportTemplate } from '@/reports/template/template';
import { toInstant } from '@/domain/time';
import type { Db } from '../store/store';
import { namesOf, stepsOf, type CardRow, type ReportRow } from './report-rows';
import type { Writer } from './reports';

/* What stands in a row was written by this gateway, or one of another version of it: it is believed. */

export const documentOf = ({ document }: Pick<ReportRow, 'document'>): ReportDocument => JSON.parse(document) as ReportDocument;
export const templateOf = ({ template_body: body }: Pick<ReportRow, 'template_body'>): ReportTemplate => JSON.parse(body) as ReportTemplate;
export const wordsOf = ({ commentary }: Pick<ReportRow, 'commentary'>): Readonly<Record<string, string>> => commentary;

/** Throws where a row is damaged: nothing else can be done with it. */
export function frozenOf({ id, frozen }: Pick<ReportRow, 'id' | 'frozen'>): FrozenAnswers {
  const read = readFrozen(JSON.parse(frozen));
  if (!read.ok) throw new Error(`the frozen answers of report ${id} cannot be read at ${read.error}`);
  return read.value;
}

/** Cards with the names of their authors. */
export async function cardsOf(db: Db, rows: readonly CardRow[]): Promise<readonly ReportCard[]> {
  const names = await namesOf(db, rows.map(({ author }) => author));
  return rows.map((row) => cardOf(row, names));
}

function cardOf(row: CardRow, names: ReadonlyMap<string, string>): ReportCard {
  const { id, template, title, unit, period, state, version, revision, author, number, supersedes } = row;
  return {
    id, template, title, unit, period, state, version, revision, author: names.get(author) ?? author, number, supersedes,
    createdAt: toInstant(row.created_at.getTime()), issuedAt: row.issued_at ? toInstant(row.issued_at.getTime()) : null, contentHash: row.content_hash,
  };
}

/** A report whole, with what this reader may do with it; `isAlone`: nobody else may approve it. What was frozen goes to who may change it, as {@link frozenWire} has it. */
export async function recordOf(db: Db, by: Writer, row: ReportRow, isAlone: () => Promise<boolean>): Promise<ReportRecord> {
  const steps = await stepsOf(db, row.id);
  const names = await namesOf(db, [row.author, ...steps.map(({ done_by }) => done_by)]);
  const wrote = steps.some(({ deed, done_by }) => done_by === by.actor.id && WROTE.includes(deed));
  const mayApprove = afterDeed(row.state, 'approve') !== null && by.rights.may('report.approve', row.unit);
  const approvesOwn = mayApprove && wrote && await isAlone();
  const may = deedsOf(by, row, wrote && !approvesOwn);
  return {
    ...cardOf(row, names), templateBody: templateOf(row), commentary: wordsOf(row), signer: row.signer, document: documentOf(row), may, ...(approvesOwn ? { approvesOwn } : {}),
    frozen: may.includes('edit') ? (JSON.parse(row.frozen) as FrozenAnswers) : null,
    steps: steps.map(({ at, done_by, deed, reason }): ReportStep => ({ at: toInstant(at.getTime()), by: names.get(done_by) ?? done_by, deed: deed as ReportStep['deed'], reason })),
  };
}

const WROTE: readonly string[] = ['create', 'edit', 'refresh', 'submit'] satisfies ReportStep['deed'][];

function deedsOf({ rights }: Writer, { unit, state }: ReportRow, isOwn: boolean): NonNullable<ReportRecord['may']> {
  const [writes, approves] = [rights.may('report.write', unit), rights.may('report.approve', unit)];
  const deeds = REPORT_DEEDS.filter((deed) => afterDeed(state, deed) !== null && (deed === 'submit' || deed === 'withdraw' ? writes : approves) && !(deed === 'approve' && isOwn));
  return [...deeds, ...(writes && isOpen(state) ? ['edit' as const] : []), ...(writes && state === 'issued' ? ['correct' as const] : [])];
}
