import { err, ok, type Result } from '@/domain/result';
import type { ReportDocument } from '@/reports/document/document';
import type { Separator } from '@/reports/writers/csv/write-csv';

/** What a report is given out as. */
export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'html', 'pptx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** Why a file cannot be made here: no browser to print with, one that did not answer in time, or no writer. */
export type PrintFault = 'no-browser' | 'print-failed' | 'format-unavailable';
export interface PrintWishes {
  /** Between the cells of a CSV. */
  readonly separator?: Separator;
}
export type Print = (document: ReportDocument, format: ReportFormat, wishes?: PrintWishes) => Promise<Result<Uint8Array, PrintFault>>;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Prints a document; each writer is loaded when it is first asked for. The same document gives the same bytes. */
export const printReport: Print = async (document, format, { separator = ';' } = {}) => {
  switch (format) {
    case 'docx': {
      const [{ writeDocx }, { gatewayPictures }] = await Promise.all([import('@/reports/writers/docx/write-docx'), import('./pictures')]);
      return ok(await writeDocx(document, gatewayPictures));
    }
    case 'xlsx': return ok((await import('@/reports/writers/xlsx/write-xlsx')).writeXlsx(document));
    case 'csv': return ok(encoded((await import('@/reports/writers/csv/write-csv')).writeCsv(document, separator)));
    case 'html': return ok(encoded(await htmlOf(document)));
    case 'pdf': case 'pptx': return err('format-unavailable');
  }
};

async function htmlOf(document: ReportDocument): Promise<string> {
  const [{ writeHtml }, { embeddedFonts }] = await Promise.all([import('@/reports/writers/html/write-html'), import('./fonts')]);
  return writeHtml(document, { fonts: await embeddedFonts() });
}
