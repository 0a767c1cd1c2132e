import { parseArgs } from 'node:util';
import { err, ok, type Result } from '@/domain/result';
import { REPORT_FORMATS, type ReportFormat } from '../reports/formats';

/** What `npm run report` is asked for. */
export interface ReportArguments {
  readonly template: string;
  readonly unit: string;
  /** `2026-10` in the template's own calendar, or `calendar:2026-10`. */
  readonly period: string;
  readonly formats: readonly ReportFormat[];
  readonly out: string;
  readonly signer: string;
  readonly number: string;
  /** A Word file to fill in place of the one the portal writes; empty for none. */
  readonly wordForm: string;
}

export const REPORT_FORM = 'report --template <id> --unit <code> --period 2026-10|calendar:2026-10 --format docx,pdf,xlsx,csv,html,pptx --out <folder> [--signer <name>] [--number <number>] [--word-form <file>]';
const OPTIONS = {
  template: { type: 'string' }, unit: { type: 'string' }, period: { type: 'string' }, format: { type: 'string', default: 'docx' }, out: { type: 'string', default: '.' },
  signer: { type: 'string', default: '' }, number: { type: 'string', default: '' }, 'word-form': { type: 'string', default: '' },
} as const;

/** Reads the call; every fault in both languages, all at once. */
export function readReportArguments(args: readonly string[]): Result<ReportArguments, readonly string[]> {
  let values: Readonly<Partial<Record<keyof typeof OPTIONS, string>>>;
  try {
    ({ values } = parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }));
  } catch (fault) {
    return err([`lời gọi không đúng / wrong call: ${fault instanceof Error ? fault.message : String(fault)}`]);
  }
  const { template = '', unit = '', period = '', format = '', out = '', signer = '', number = '', 'word-form': wordForm = '' } = values;
  const named = { template, unit, period, format, out };
  const absent = Object.entries(named).filter(([, given]) => given === '').map(([name]) => `thiếu / missing: --${name}`);
  const formats = [...new Set(format.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== ''))];
  const unknown = formats.filter((each) => !isFormat(each)).map((each) => `--format: "${each}"; chọn trong / choose from: ${REPORT_FORMATS.join(', ')}`);
  const faults = [...absent, ...unknown];
  return faults.length > 0 ? err(faults) : ok({ template, unit, period, formats: formats.filter(isFormat), out, signer, number, wordForm });
}

const isFormat = (text: string): text is ReportFormat => REPORT_FORMATS.some((known) => known === text);
