import { err, ok, type Result } from '@/domain/result';
import type { ReportDocument } from '@/reports/document/document';
import type { FormDocument } from '@/reports/own-word/fill-form';
import type { Separator } from '@/reports/writers/csv/write-csv';
import { findChromium } from './pdf/find-chromium';
import type { PdfPrinter } from './pdf/print-pdf';

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

/** Why a file cannot be made here: no browser to print with, or one that did not give it in time; a form that is not there, or has places nobody said anything of. */
export type PrintFault = 'no-browser' | 'print-failed' | 'word-form-missing' | 'word-form-unfilled';
/** Word files that units brought as forms, by SHA-256; null where there is none for this report. */
export type Forms = (hash: string) => Promise<Uint8Array | null>;
export interface PrintWishes {
  /** Between the cells of a CSV. */
  readonly separator?: Separator;
  /** Where a Word file is found that is the form of the report. */
  readonly forms?: Forms;
}
export type Print = (document: ReportDocument, format: ReportFormat, wishes?: PrintWishes) => Promise<Result<Uint8Array, PrintFault>>;

/** Prints for as long as a process lives; `close` ends the browser that PDF is printed with, and no other is started afterwards. */
export interface Printing {
  readonly print: Print;
  readonly close: () => Promise<void>;
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Each writer is loaded when it is first asked for. The same document gives the same bytes. `browser` answers where that of the machine is. */
export function openPrinting(browser: () => string | null = findChromium): Printing {
  let printer: Promise<PdfPrinter> | null = null;
  let isClosed = false;
  // A print that outlives its browser asks for another: not from a process that ends.
  const pdfPrinter = (): Promise<PdfPrinter> => (printer ??= import('./pdf/print-pdf').then((module) => module.pdfPrinter({ path: () => (isClosed ? null : browser()) })));
  return {
    async print(document, format, { separator = ';', forms } = {}) {
      switch (format) {
        case 'docx': {
          if (document.word) return filledForm({ ...document, word: document.word }, forms);
          const [{ writeDocx }, { gatewayPictures }] = await Promise.all([import('@/reports/writers/docx/write-docx'), import('./pictures')]);
          return ok(await writeDocx(document, gatewayPictures));
        }
        case 'xlsx': return ok((await import('@/reports/writers/xlsx/write-xlsx')).writeXlsx(document));
        case 'csv': return ok(encoded((await import('@/reports/writers/csv/write-csv')).writeCsv(document, separator)));
        case 'html': return ok(encoded(await htmlOf(document)));
        case 'pdf': return (await pdfPrinter()).print(await htmlOf(document), { createdAt: document.properties.createdAt });
        case 'pptx': {
          const [{ writePptx }, { gatewayPictures }] = await Promise.all([import('@/reports/writers/pptx/write-pptx'), import('./pictures')]);
          return ok(await writePptx(document, gatewayPictures));
        }
      }
    },
    async close() {
      isClosed = true;
      await (await printer)?.close();
    },
  };
}

/** The unit's own Word file with the figures of the report, in place of the one that the portal writes. */
async function filledForm(document: FormDocument, forms: Forms | undefined): Promise<Result<Uint8Array, PrintFault>> {
  const file = await forms?.(document.word.file) ?? null;
  if (!file) return err('word-form-missing');
  const [{ fillForm }, { gatewayPictures }] = await Promise.all([import('@/reports/own-word/fill-form'), import('./pictures')]);
  const made = await fillForm(document, file, gatewayPictures);
  return made.ok ? made : err('word-form-unfilled');
}

async function htmlOf(document: ReportDocument): Promise<string> {
  const [{ writeHtml }, { embeddedFonts }] = await Promise.all([import('@/reports/writers/html/write-html'), import('./fonts')]);
  return writeHtml(document, { fonts: await embeddedFonts() });
}
