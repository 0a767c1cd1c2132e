import { writeFile, readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { createAuditTrail } from '../audit/create-audit-trail';
import type { BackupHeader } from '../store/backup/backup-format';
import { schemaOf, writeBackup } from '../store/backup/write-backup';
import { listDumps, requestOf, type Dump } from '../store/embedded/dumps';
import { FolderInUse } from '../store/embedded/folder-lock';
import { withDump, withStoreAlone } from '../store/open-alone';
import type { Database } from '../store/schema';
import type { Command, CommandIo } from './command';
import { pathOf, storeOf, wrongCall } from './store-of';

/** How long the gateway may take to leave a fresh dump, ms. */
const DUMP_MS = 60_000;

/** Writes everything of one moment into a portable file, also while gateways run. */
export const backupCommand: Command = {
  name: 'backup',
  usage: { form: '<file>', vi: 'Sao lưu toàn bộ kho dữ liệu vào một tệp, kể cả khi cổng đang chạy.', en: 'Backs the whole store up into one file, also while gateways run.' },
  run: async (args, io) => {
    const [file] = args;
    if (file === undefined || args.length > 1) return wrongCall(io, 'backup <file>');
    const settings = storeOf(io);
    if (settings === null) return 1;
    const path = pathOf(io, file);
    try {
      tell(io, path, await withStoreAlone({ ...settings, clock: io.clock, create: false }, (db) => noteAndWrite(db, path, io)));
      return 0;
    } catch (fault) {
      if (!(fault instanceof FolderInUse)) throw fault;
      return backupOfDump(settings.dataDir, path, io);
    }
  },
};

/** Everything leaves the store: it is written down first, or it does not happen. */
async function noteAndWrite(db: Kysely<Database>, path: string, io: CommandIo): Promise<BackupHeader> {
  await schemaOf(db);
  const trail = createAuditTrail({ store: { transact: (work) => db.transaction().execute(work) }, clock: io.clock, log: io.log });
  await trail.write({ action: 'backup', actor: { kind: 'system' }, target: 'store', outcome: 'done' });
  return writeBackup(db, path, io.clock);
}

/** The embedded store is open in a gateway: it is asked for a dump, and the backup is made from that. */
async function backupOfDump(dataDir: string, path: string, io: CommandIo): Promise<number> {
  const dump = await freshDump(dataDir, io);
  if (dump === null) {
    io.complain('✗ Cổng đang chạy nhưng chưa để lại bản kết xuất nào. / The gateway is running but has left no dump yet.');
    return 1;
  }
  const header = await withDump(await readFile(dump.path), (db) => writeBackup(db, path, () => dump.at));
  tell(io, path, header);
  return 0;
}

async function freshDump(dataDir: string, io: CommandIo): Promise<Dump | null> {
  const asked = io.clock();
  await writeFile(requestOf(dataDir), '', { mode: 0o600 });
  const began = performance.now();
  while (await stat(requestOf(dataDir)).then(() => true, () => false)) {
    if (performance.now() - began > DUMP_MS) break;
    await pause(200);
  }
  const [latest = null] = await listDumps(dataDir);
  if (latest !== null && latest.at < asked) {
    const minutes = Math.round((asked - latest.at) / 60_000);
    io.complain(`⚠ Cổng không đáp ứng; dùng bản kết xuất cách đây ${minutes} phút. / The gateway does not answer; this is its dump of ${minutes} minutes ago.`);
  }
  return latest;
}

function tell(io: CommandIo, path: string, { at, counts, audit, schema }: BackupHeader): void {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  io.say(`Đã sao lưu / Backed up: ${path}`);
  io.say(`  ${at} · lược đồ/schema ${schema} · ${rows} dòng/rows · nhật ký/audit ${audit === null ? '0' : `${audit.seq} ${audit.hash}`}`);
}
