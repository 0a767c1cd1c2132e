import * as z from 'zod/mini';
import type { ReportDocument } from '../document/document';
import { keptInTab } from './kept-in-tab';
import type { Keeper } from './kept-in-tab';

export const FILE_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'pptx', 'html'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What a person may want of a file. */
export interface FileOptionsChosen {
  /** Between the cells of a CSV. */
  readonly separator: 'semicolon' | 'comma' | 'tab';
  /** Who takes it and when, over every page. */
  readonly watermark: boolean;
}
/** What follows the address of a file. */
export function fileQuery(format: FileFormat, { separator, watermark }: FileOptionsChosen): string {
  const query = new URLSearchParams({ ...(format === 'csv' && separator !== 'semicolon' ? { separator } : {}), ...(watermark ? { watermark: 'viewer' } : {}) });
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** A file made behind the page. `reason`: code of what went wrong. */
export interface FileJob {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly of: number;
  readonly reason: string | null;
}
const jobForm = z.object({ job: z.object({ id: z.string(), state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']), done: z.number(), of: z.number(), reason: z.nullish(z.string()) }) });
/** Null where the answer is none. */
export function readJob(body: unknown): FileJob | null {
  const read = jobForm.safeParse(body);
  return read.success ? { ...read.data.job, reason: read.data.job.reason ?? null } : null;
}

/** A job that was asked for: looked after again when the page is loaded anew. */
export interface KeptJob {
  readonly id: string;
  readonly report: string;
  readonly format: FileFormat;
  /** Of the file, where the gateway gives it none. */
  readonly name: string;
}
const keptForm = z.object({ id: z.string(), report: z.string(), format: z.enum(FILE_FORMATS), name: z.string() });
export const keptJob = (reader: string, report: string): Keeper<KeptJob> =>
  keptInTab(`toan-canh.report-job.${reader}.${report}`, (raw) => { const read = keptForm.safeParse(raw); return read.success ? read.data : null; });

/** Cells beyond which no format is at once. */
const MANY_CELLS = 4_000;
/** What a browser prints, and drawings that become slides, take their time; the others do where there is much of it. */
export function isMadeBehind(format: FileFormat, document: Pick<ReportDocument, 'sections'>, options: FileOptionsChosen): boolean {
  if (fileQuery(format, options) !== '') return false;
  const cells = document.sections.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length * block.columns.length : 0), 0);
  return format === 'pdf' || format === 'pptx' || cells > MANY_CELLS;
}
