import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { rightsOf } from '@/access/rights-of';
import { ADMINISTRATOR_ROLE, type Actor } from '@/domain/access';
import { ok, err, type Result } from '@/domain/result';
import { toInstant } from '@/domain/time';
import type { ReportDocument } from '@/reports/document/document';
import { Problem } from '../http/problems';
import { composers } from '../reports/composers';
import { openPrinting, type PrintFault } from '../reports/formats';
import { createPress } from '../reports/press';
import { hashOf } from '../reports/report-files';
import { targetFor } from '../reports/report-target';
import { writeWhole } from '../store/embedded/whole-file';
import type { Command, CommandIo } from './command';
import { readReportArguments, REPORT_FORM, type ReportArguments } from './report-arguments';
import { openReportHouse, type ReportHouse } from './report-house';
import { pathOf } from './store-of';

const DEADLINE_MS = 5 * 60_000;
/** Reads what the province works with, and nobody's personal data. */
const OPERATOR = { kind: 'person', id: 'command', name: '', title: '', unit: null, session: 'command', grants: [{ role: ADMINISTRATOR_ROLE, unit: null }], purposes: [] } as const satisfies Actor;

const FAULTS: Readonly<Record<PrintFault, string>> = {
  'no-browser': 'máy này không có trình duyệt để in PDF (CHROMIUM_PATH) / no browser on this machine to print PDF with (CHROMIUM_PATH)',
  'print-failed': 'không in được / could not be printed',
  'word-form-missing': 'kho không có tệp mẫu Word của báo cáo này / the store has not the Word form of this report (--word-form)',
  'word-form-unfilled': 'tệp mẫu Word còn chỗ chưa biết điền gì / the Word form has places nobody has said anything of',
};

/** Makes one report and writes it as files: for a clerk's machine, for cron, for checks. */
export const reportCommand: Command = {
  name: 'report',
  usage: {
    form: REPORT_FORM.replace('report ', ''),
    vi: 'Lập một báo cáo và ghi thành tệp. Chưa cấu hình nguồn thì chạy trên tỉnh giả lập.',
    en: 'Makes one report and writes it as files. Without configured sources: on the mock province.',
  },
  async run(args, io) {
    const asked = readReportArguments(args);
    if (!asked.ok) {
      for (const fault of asked.error) io.complain(`✗ ${fault}`);
      io.complain(`Cách gọi / Usage: npm run ${REPORT_FORM.replace('report ', 'report -- ')}`);
      return 2;
    }
    const house = await openReportHouse(io);
    if (!house.ok) return complained(io, house.error);
    try {
      const made = await documentOf(house.value, asked.value);
      return made.ok ? await written(made.value, asked.value, io) : complained(io, made.error, 2);
    } finally {
      await house.value.close();
    }
  },
};

function complained(io: CommandIo, faults: readonly string[], code = 1): number {
  for (const fault of faults) io.complain(`✗ ${fault}`);
  return code;
}

interface Made {
  readonly document: ReportDocument;
  readonly hash: string;
  /** Of the files, without an ending. */
  readonly name: string;
}

/** Freezes and composes; what was asked for wrongly is told with what there is. */
async function documentOf({ province, desk, core }: ReportHouse, { template: id, unit, period: given, signer, number }: ReportArguments): Promise<Result<Made, readonly string[]>> {
  const packed = province.reportTemplates.get(id);
  const read = packed && composers.read(packed.body);
  if (!read) return err([`không có mẫu báo cáo / no such template: ${id}. Đang có / there are: ${[...province.reportTemplates.keys()].join(', ') || '—'}`]);
  if (!read.ok) return err([`mẫu báo cáo ${id} sai / the template is not good: ${read.error}`]);
  const template = read.value;
  const period = given.includes(':') ? given : `${template.periods.calendar}:${given}`;
  try {
    const target = targetFor(template, { unit, period }, province, core.clock());
    const rights = rightsOf(OPERATOR, province, toInstant(core.clock()));
    const subject = { ...target, reportId: `${id}-${unit}-${period}`, commentary: {}, signer, number, author: '' };
    const drawn = await createPress(core, desk, composers).freeze({ actor: OPERATOR, rights }, template, subject, AbortSignal.timeout(DEADLINE_MS));
    return ok({ document: JSON.parse(drawn.document) as ReportDocument, hash: drawn.hash, name: `${id}-${unit}-${period.replace(':', '-')}` });
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const { at = '', expected = '', got = '' } = fault.place;
    return err([`--${at.replace('/', '') || 'report'}: cần / expected ${expected || fault.code}; gặp / got ${got}`]);
  }
}

async function written({ document, hash, name }: Made, { formats, out }: ReportArguments, io: CommandIo): Promise<number> {
  const folder = pathOf(io, out);
  await mkdir(folder, { recursive: true });
  io.say(`${document.title} · sha256 ${hash}`);
  const printing = openPrinting();
  let failed = 0;
  for (const format of formats) {
    const printed = await printing.print(document, format);
    if (!printed.ok) {
      failed += 1;
      io.complain(`✗ ${format}: ${FAULTS[printed.error]}`);
      continue;
    }
    const path = join(folder, `${name}.${format}`);
    await writeWhole(path, printed.value);
    io.say(`✓ ${path} · ${printed.value.length} byte · sha256 ${hashOf(printed.value)}`);
  }
  await printing.close();
  return failed === 0 ? 0 : 1;
}
