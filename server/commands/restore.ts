import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { Kysely, Transaction } from 'kysely';
import { createAuditTrail } from '../audit/create-audit-trail';
import { readTrail } from '../audit/read-trail';
import { verifyTrail } from '../audit/verify-trail';
import { renewEpoch } from '../events/event-rows';
import { BackupDamaged, type BackupHeader } from '../store/backup/backup-format';
import { linesOfFile, verifyBackup } from '../store/backup/read-backup';
import { restoreBackup } from '../store/backup/restore-backup';
import { writeBackup } from '../store/backup/write-backup';
import { withDump, withStoreAlone } from '../store/open-alone';
import type { Database } from '../store/schema';
import type { Command, CommandIo } from './command';
import { pathOf, storeOf, wrongCall } from './store-of';

/** Puts a backup, or a dump of an embedded store, into an empty store of either kind. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: { form: '<file>', vi: 'Khôi phục bản sao lưu hoặc bản kết xuất vào một kho dữ liệu trống.', en: 'Restores a backup or a dump into an empty store.' },
  run: async (args, io) => {
    const [file] = args;
    if (file === undefined || args.length > 1) return wrongCall(io, 'restore <file>');
    const settings = storeOf(io);
    if (settings === null) return 1;
    const scratch = await mkdtemp(join(tmpdir(), 'portal-restore-'));
    try {
      const path = await asBackup(pathOf(io, file), join(scratch, 'from-dump.jsonl.gz'), io);
      const header = await verifyBackup(path);
      await withStoreAlone({ ...settings, clock: io.clock, create: true }, (db) => restoreInto(db, path, header, io));
      io.say(`Đã khôi phục / Restored: ${header.at} · nhật ký/audit ${header.audit === null ? '0' : `${header.audit.seq} ${header.audit.hash}`}`);
      io.say('Mọi phiên đăng nhập đã kết thúc. Hãy xem lại quyền và màn hình bị thu hồi sau thời điểm sao lưu. / Every session was ended. Look again at rights and screens revoked after the backup.');
      return 0;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

/** The rows, the chain found whole and as long as the backup says, then what makes the store live again: one transaction. */
const restoreInto = (db: Kysely<Database>, path: string, header: BackupHeader, io: CommandIo): Promise<void> =>
  restoreBackup(db, header, linesOfFile(path), io.clock, async (transaction) => {
    const trail = await verifyTrail(readTrail(transaction), []);
    if (!trail.ok || (trail.head?.seq ?? null) !== (header.audit?.seq ?? null) || (trail.head?.hash ?? null) !== (header.audit?.hash ?? null)) {
      throw new BackupDamaged('the audit chain is broken');
    }
    await beginAnew(transaction, header, io);
  });

/** No reader goes on from old event ids, no session that was ended since the backup lives again, and the trail says what happened. */
async function beginAnew(db: Transaction<Database>, { at }: BackupHeader, { clock, log }: CommandIo): Promise<void> {
  await renewEpoch(db);
  await db.updateTable('session').set({ ended_at: new Date(clock()), ended_because: 'restored', id_token: null }).where('ended_at', 'is', null).execute();
  const trail = createAuditTrail({ store: { transact: (work) => work(db) }, clock, log });
  await trail.append(db, { action: 'restore', actor: { kind: 'system' }, target: 'store', outcome: 'done', detail: { at } });
}

/** The file itself where it is a backup; a backup made of it where it is a dump. */
async function asBackup(path: string, made: string, io: CommandIo): Promise<string> {
  if ((await firstByte(path)) === '{'.charCodeAt(0)) return path;
  const dump = await readFile(path);
  try {
    await withDump(dump, (db) => writeBackup(db, made, io.clock));
  } catch (fault) {
    throw new BackupDamaged(fault instanceof Error ? fault.message : 'unknown');
  }
  return made;
}

async function firstByte(path: string): Promise<number | null> {
  const unpacked = createReadStream(path).on('error', (fault) => unpacked.destroy(fault)).pipe(createGunzip());
  try {
    for await (const part of unpacked) return (part as Buffer)[0] ?? null;
    return null;
  } catch (fault) {
    throw new BackupDamaged(fault instanceof Error ? fault.message : 'unknown');
  } finally {
    unpacked.destroy();
  }
}
