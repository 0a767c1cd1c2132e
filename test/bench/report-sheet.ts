import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';

/** What a long sheet took: memory above that of a process that has not begun, and what is in the file. */
export interface SheetResult {
  readonly rows: number;
  readonly columns: number;
  readonly grownMiB: number;
  readonly bytes: number;
  readonly ms: number;
  /** Rows that stand in the file. */
  readonly written: number;
}

const CHILD = fileURLToPath(new URL('./report-sheet-child.ts', import.meta.url));
/** Most that a sheet of 100,000 rows may add to the memory of a process, MiB. */
export const MOST_MIB = 150;

/** Streams one sheet in a process of its own, and counts its rows in the file. */
export async function measureSheet(rows: number, columns: number): Promise<SheetResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sheet-'));
  try {
    const path = join(folder, 'sheet.xlsx');
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--import', 'tsx', CHILD, path, String(rows), String(columns)]);
    const measured = JSON.parse(stdout) as Pick<SheetResult, 'grownMiB' | 'bytes' | 'ms'>;
    return { rows, columns, ...measured, written: rowsIn(readFileSync(path)) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows of the sheet, by the directory of the archive and not by its writer. */
function rowsIn(file: Buffer): number {
  let at = file.readUInt32LE(file.length - 6);
  for (let left = file.readUInt16LE(file.length - 12); left > 0; left -= 1) {
    const [packed, name] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28)];
    if (file.toString('utf8', at + 46, at + 46 + name) === 'xl/worksheets/sheet1.xml') {
      const local = file.readUInt32LE(at + 42);
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      return inflateRawSync(file.subarray(start, start + packed)).toString('latin1').split('<row ').length - 1;
    }
    at += 46 + name + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return 0;
}
