import { rightsOf } from '@/access/rights-of';
import { ADMINISTRATOR_ROLE, type Actor } from '@/domain/access';
import { err, ok, type Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { ReportDocument } from '@/reports/document/document';
import type { WordForm } from '@/reports/template/word-form';
import { Problem } from '../http/problems';
import { composers } from '../reports/composers';
import { createPress } from '../reports/press';
import { targetFor } from '../reports/report-target';
import type { ReportArguments } from './report-arguments';
import type { ReportHouse } from './report-house';

const DEADLINE_MS = 5 * 60_000;
/** Reads what the province works with, and nobody's personal data. */
const OPERATOR = { kind: 'person', id: 'command', name: '', title: '', unit: null, session: 'command', grants: [{ role: ADMINISTRATOR_ROLE, unit: null }], purposes: [] } as const satisfies Actor;

/** A report that stands in no register, and what its files are called. */
export interface MadeReport {
  readonly document: ReportDocument;
  readonly hash: string;
  /** Of the files, without an ending. */
  readonly name: string;
}

export interface WantedReport extends Pick<ReportArguments, 'template' | 'unit' | 'period' | 'signer' | 'number'> {
  /** A Word file as the form, in place of the template's own; what the template says of places stays. */
  readonly form?: Pick<WordForm, 'file' | 'name' | 'tags'>;
}

/** Freezes and composes, with words by id of their commentary; what was asked for wrongly is told with what there is. */
export async function makeReport({ province, desk, core }: ReportHouse, wanted: WantedReport, commentary: Readonly<Record<string, string>> = {}): Promise<Result<MadeReport, readonly string[]>> {
  const { template: id, unit, period: given, signer, number, form } = wanted;
  const packed = province.reportTemplates.get(id);
  const read = packed && composers.read(packed.body);
  if (!read) return err([`không có mẫu báo cáo / no such template: ${id}. Đang có / there are: ${[...province.reportTemplates.keys()].join(', ') || '—'}`]);
  if (!read.ok) return err([`mẫu báo cáo ${id} sai / the template is not good: ${read.error}`]);
  const template = form ? { ...read.value, word: { ...form, places: read.value.word?.places ?? {} } } : read.value;
  const period = given.includes(':') ? given : `${template.periods.calendar}:${given}`;
  try {
    const target = targetFor(template, { unit, period }, province, core.clock());
    const rights = rightsOf(OPERATOR, province, toInstant(core.clock()));
    const subject = { ...target, reportId: `${id}-${unit}-${period}`, commentary, signer, number, author: '' };
    const drawn = await createPress(core, desk, composers).freeze({ actor: OPERATOR, rights }, template, subject, AbortSignal.timeout(DEADLINE_MS));
    return ok({ document: JSON.parse(drawn.document) as ReportDocument, hash: drawn.hash, name: `${id}-${unit}-${period.replace(':', '-')}` });
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const { at = '', expected = '', got = '' } = fault.place;
    return err([`--${at.replace('/', '') || 'report'}: cần / expected ${expected || fault.code}; gặp / got ${got}`]);
  }
}
