import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { BackupDamaged, backupHeader, backupRow, backupTrailer, type BackupHeader } from './backup-format';

/** Rows of one table, as text, in the order of the file. */
export interface BackupChunk {
  readonly table: string;
  readonly rows: readonly string[];
}

const ROWS_AT_ONCE = 500;

/** Lines of a backup file. Throws `BackupDamaged` where it cannot be unpacked. */
export async function* linesOfFile(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  const file = createReadStream(path);
  file.on('error', (fault) => unpacked.destroy(fault));
  file.pipe(unpacked);
  try {
    yield* createInterface({ input: unpacked, crlfDelay: Infinity });
  } catch (fault) {
    throw new BackupDamaged(fault instanceof Error ? fault.message : 'unknown');
  } finally {
    file.destroy();
    unpacked.destroy();
  }
}

/**
 * Rows of a backup in chunks of one table each; the answer at the end is that it was whole. Throws `BackupDamaged` at the first line
 * that is not what it should be, or where digest or counts differ.
 */
export async function* readBackup(lines: AsyncIterable<string>, header: (told: BackupHeader) => Promise<void> | void): AsyncGenerator<BackupChunk> {
  const hash = createHash('sha256');
  const counts = new Map<string, number>();
  let told: BackupHeader | null = null;
  let ended = false;
  let table = '';
  let rows: string[] = [];
  for await (const line of lines) {
    if (ended) throw new BackupDamaged('lines after the end');
    const value = jsonOf(line);
    if (told === null) {
      const parsed = backupHeader.safeParse(value);
      if (!parsed.success) throw new BackupDamaged('not a header of ours');
      told = parsed.data;
      await header(told);
    } else if (backupTrailer.safeParse(value).success) {
      checkEnd(backupTrailer.parse(value), hash.digest('hex'), counts, told);
      ended = true;
      continue;
    } else {
      const parsed = backupRow.safeParse(value);
      if (!parsed.success || !line.startsWith(rowPrefix(parsed.data.table))) throw new BackupDamaged('a line that is no row');
      if (rows.length === ROWS_AT_ONCE || (rows.length > 0 && table !== parsed.data.table)) {
        yield { table, rows };
        rows = [];
      }
      table = parsed.data.table;
      // The row's own text: what is stored must not pass through JavaScript's numbers.
      rows.push(line.slice(rowPrefix(table).length, -1));
      counts.set(table, (counts.get(table) ?? 0) + 1);
    }
    hash.update(line).update('\n');
  }
  if (rows.length > 0) yield { table, rows };
  if (!ended) throw new BackupDamaged('its end is missing');
}

const rowPrefix = (table: string): string => `{"table":${JSON.stringify(table)},"row":`;

function checkEnd({ end }: { readonly end: { readonly rows: number; readonly sha256: string } }, sha256: string, counts: ReadonlyMap<string, number>, header: BackupHeader): void {
  if (end.sha256 !== sha256) throw new BackupDamaged('the digest differs');
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const asTold = Object.entries(header.counts).every(([table, count]) => (counts.get(table) ?? 0) === count);
  if (total !== end.rows || !asTold) throw new BackupDamaged('rows are missing');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BackupDamaged('a line that is not JSON');
  }
}

/** Reads a backup to its end and answers its header: whoever gets it knows that the file is whole. */
export async function verifyBackup(path: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const _ of readBackup(linesOfFile(path), (told) => { header = told; })) continue;
  if (header === null) throw new BackupDamaged('empty');
  return header;
}
