import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportDocument } from '@/reports/document/document';
import { type Forms, openPrinting, type PrintFault, type Printing } from '../reports/formats';
import { hashOf } from '../reports/report-files';
import { formsFor } from '../reports/word-forms/create-word-forms';
import { writeWhole } from '../store/embedded/whole-file';
import type { Command, CommandIo } from './command';
import { readReportArguments, REPORT_FORM, type ReportArguments } from './report-arguments';
import { makeReport, type MadeReport } from './report-document';
import { readLocalForm } from './report-form';
import { openReportHouse } from './report-house';
import { pathOf } from './store-of';

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
    const local = asked.value.wordForm === '' ? null : await readLocalForm(io, asked.value.wordForm);
    if (local?.ok === false) return complained(io, local.error, 2);
    const house = await openReportHouse(io);
    if (!house.ok) return complained(io, house.error);
    try {
      const made = await makeReport(house.value, { ...asked.value, ...(local ? { form: local.value.form } : {}) });
      const forms = local?.value.forms ?? formsFor(house.value.core, asked.value.unit);
      if (!made.ok) return complained(io, made.error, 2);
      const silent = silentSources(made.value.document);
      for (const fault of silent.faults) io.complain(`! ${fault}`);
      return silent.all ? complained(io, NOBODY_ANSWERED) : await writeFiles(made.value, asked.value, io, { forms });
    } finally {
      await house.value.close();
    }
  },
};

function complained(io: CommandIo, faults: readonly string[], code = 1): number {
  for (const fault of faults) io.complain(`✗ ${fault}`);
  return code;
}

const NOBODY_ANSWERED = [
  'Không nguồn nào trả lời nên không ghi tệp nào. Kiểm tra SOURCES_FILE (DEMO=off chỉ hỏi nguồn trong tệp đó), hoặc bỏ DEMO=off để dùng số liệu mẫu.',
  'No source answered, so no file is written. Check SOURCES_FILE (with DEMO=off only its sources are asked), or leave DEMO=off out for sample data.',
];

/** Sources of which nothing came, each with why; `all` where no figure came from anywhere. */
export function silentSources({ sources }: Pick<ReportDocument, 'sources'>): { readonly faults: readonly string[]; readonly all: boolean } {
  const silent = sources.filter(({ receivedAt }) => receivedAt === '');
  return { faults: [...new Set(silent.map(({ name, remark }) => (remark === '' ? name : `${name}: ${remark}`)))], all: silent.length > 0 && silent.length === sources.length };
}

export interface FileWays {
  readonly forms?: Forms;
  readonly open?: () => Printing;
}

/** Writes a report in each format, whole or not at all, and ends the browser it printed with. Answers the exit code. */
export async function writeFiles({ document, hash, name }: MadeReport, { formats, out }: Pick<ReportArguments, 'formats' | 'out'>, io: CommandIo, { forms, open = openPrinting }: FileWays = {}): Promise<number> {
  const folder = pathOf(io, out);
  await mkdir(folder, { recursive: true });
  io.say(`${document.title} · sha256 ${hash}`);
  for (const place of document.word?.lost ?? []) io.complain(`✗ ${place}: chưa biết điền gì / nobody has said what it is`);
  const printing = open();
  try {
    let failed = 0;
    for (const format of formats) {
      const printed = await printing.print(document, format, forms ? { forms } : {});
      if (!printed.ok) {
        failed += 1;
        io.complain(`✗ ${format}: ${FAULTS[printed.error]}`);
        continue;
      }
      const path = join(folder, `${name}.${format}`);
      await writeWhole(path, printed.value);
      io.say(`✓ ${path} · ${printed.value.length} byte · sha256 ${hashOf(printed.value)}`);
    }
    return failed === 0 ? 0 : 1;
  } finally {
    // A disk that is full leaves no browser behind either.
    await printing.close();
  }
}
