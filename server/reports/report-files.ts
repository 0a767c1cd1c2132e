import { createHash } from 'node:crypto';
import { toInstant } from '@/domain/time';
import { createFormat } from '@/format/create-format';
import type { ReportDocument } from '@/reports/document/document';
import type { Separator } from '@/reports/writers/csv/write-csv';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Db } from '../store/store';
import { MEDIA_TYPES, type Print, type ReportFormat } from './formats';
import type { ReportRow } from './report-rows';
import { documentOf } from './report-views';
import type { Writer } from './reports';
import { formsFor } from './word-forms/create-word-forms';

export interface ReportFile {
  readonly bytes: Uint8Array;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly type: string;
  /** "Báo cáo … tháng 10 năm 2026.docx" */
  readonly name: string;
  /** The same in plain letters. */
  readonly plainName: string;
}
export interface FileWish {
  readonly format: ReportFormat;
  readonly separator?: Separator | undefined;
  /** Who looks and when, over every page; such a file is not kept. */
  readonly watermark?: boolean | undefined;
}

/** Files of reports. What is issued is printed once, and its bytes are the same for ever. */
export interface ReportFiles {
  /** Of a report that the reader may see; written down before it is given out. */
  readonly file: (by: Writer, row: ReportRow, wish: FileWish) => Promise<ReportFile>;
  /** Prints for a job, nobody is told yet. */
  readonly printed: (row: ReportRow, format: ReportFormat) => Promise<Uint8Array>;
  readonly told: (by: Writer, row: ReportRow, format: ReportFormat, bytes: Uint8Array) => Promise<ReportFile>;
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const isClosed = ({ state }: Pick<ReportRow, 'state'>): boolean => state === 'issued' || state === 'superseded';

export function createReportFiles(core: Pick<Core, 'store' | 'audit' | 'province' | 'clock'>, print: Print): ReportFiles {
  const { store } = core;
  async function made(document: ReportDocument, unit: string, format: ReportFormat, separator?: Separator): Promise<Uint8Array> {
    const file = await print(document, format, { forms: formsFor(core, unit), ...(separator === undefined ? {} : { separator }) });
    if (file.ok) return file.value;
    throw new Problem(file.error);
  }
  async function kept(row: ReportRow, format: ReportFormat, separator?: Separator): Promise<Uint8Array> {
    const name = separator === undefined || separator === ';' ? format : `${format}${separator}`;
    const there = await fileOf(store.db, row.id, name);
    if (there) return there;
    const bytes = await made(documentOf(row), row.unit, format, separator);
    await store.db.insertInto('report_file').values({ report: row.id, format: name, hash: hashOf(bytes), bytes, made_at: new Date(core.clock()) }).onConflict((clash) => clash.doNothing()).execute();
    // Of two that printed at once, one is kept.
    return (await fileOf(store.db, row.id, name)) ?? bytes;
  }
  const printed = (row: ReportRow, format: ReportFormat, separator?: Separator): Promise<Uint8Array> =>
    isClosed(row) ? kept(row, format, separator) : made(documentOf(row), row.unit, format, separator);

  const told: ReportFiles['told'] = async (by, row, format, bytes) => {
    const hash = hashOf(bytes);
    const detail = { format, hash, version: row.version, state: row.state, unit: row.unit };
    await core.audit.write({ action: 'export', actor: by.actor, target: `report:${row.id}`, outcome: 'done', ...(by.from ? { from: by.from } : {}), detail });
    const code = row.period.replace(':', '-');
    return { bytes, hash, type: MEDIA_TYPES[format], name: `${nameOf(row.title)}.${format}`, plainName: `${row.template}-${row.unit}-${code}.${format}` };
  };

  return {
    printed, told,
    async file(by, row, { format, separator, watermark }) {
      if (!watermark) return told(by, row, format, await printed(row, format, separator));
      const marked = { ...documentOf(row), watermark: `${by.actor.name} · ${createFormat('vi').dateTime(toInstant(core.clock()))}` };
      return told(by, row, format, await made(marked, row.unit, format, separator));
    },
  };
}

const fileOf = async (db: Db, report: string, format: string): Promise<Uint8Array | undefined> =>
  (await db.selectFrom('report_file').select('bytes').where('report', '=', report).where('format', '=', format).executeTakeFirst())?.bytes;

/** What every file system takes. */
const nameOf = (title: string): string => title.replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120) || 'report';
