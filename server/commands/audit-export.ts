import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createAuditTrail } from '../audit/create-audit-trail';
import { headOf, readTrail } from '../audit/read-trail';
import { FORMATS, writeOut, type TrailFormat } from '../audit/write-out';
import { withStoreAlone } from '../store/open-alone';
import type { Command } from './command';
import { pathOf, storeOf, wrongCall } from './store-of';

const FORM = '<file> [--as jsonl|syslog] [--from <ISO 8601>] [--to <ISO 8601>]';

/** Takes the audit trail out into a new file that only its owner reads; that it was taken out is written down first. */
export const auditExportCommand: Command = {
  name: 'audit-export',
  usage: {
    form: FORM,
    vi: 'Xuất nhật ký kiểm toán ra tệp mới (JSON lines hoặc syslog). Kho nhúng: chạy khi cổng đã dừng.',
    en: 'Takes the audit trail out into a new file (JSON lines or syslog). Embedded store: while the gateway is stopped.',
  },
  run: async (args, io) => {
    const options = optionsOf(args);
    if (options === null) return wrongCall(io, `audit-export ${FORM}`);
    const settings = storeOf(io);
    if (settings === null) return 1;
    const { as, from, to } = options;
    const path = pathOf(io, options.file);
    const last = await withStoreAlone({ ...settings, clock: io.clock, create: false }, async (db) => {
      const trail = createAuditTrail({ store: { transact: (work) => db.transaction().execute(work) }, clock: io.clock, log: io.log });
      const head = (await headOf(db))?.seq ?? 0;
      await trail.write({ action: 'audit-read', actor: { kind: 'system' }, target: 'audit:export', outcome: 'done', detail: { as, from: from ?? null, to: to ?? null, last: head, by: 'cli' } });
      await pipeline(writeOut(readTrail(db, { last: head, from, to }), as), createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
      return head;
    });
    io.say(`Đã xuất / Written: ${path} · ≤ ${last}`);
    return 0;
  },
};

interface Options {
  readonly file: string;
  readonly as: TrailFormat;
  /** Epoch ms. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function optionsOf(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { as: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } });
    const [file, ...more] = positionals;
    const as = FORMATS.find((format) => format === (values.as ?? 'jsonl'));
    const [from, to] = [momentOf(values.from), momentOf(values.to)];
    return file === undefined || more.length > 0 || as === undefined || Number.isNaN(from) || Number.isNaN(to) ? null : { file, as, from, to };
  } catch {
    return null;
  }
}

const momentOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));
