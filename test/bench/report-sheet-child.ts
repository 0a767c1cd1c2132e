import { open } from 'node:fs/promises';
import { streamWorkbook } from '../../src/reports/writers/xlsx/write-xlsx';
import type { Sheet, SheetRow } from '../../src/reports/writers/xlsx/sheet';

/** A process of its own, so that nothing else is in its memory: streams a sheet into a file and says what it took. */
const [path = '', rowCount = '0', columnCount = '0'] = process.argv.slice(2);
const MIB = 1024 * 1024;
const look = { bordered: true } as const;

async function* rows(): AsyncGenerator<SheetRow> {
  for (let at = 0; at < Number(rowCount); at += 1) {
    // As figures come from a store: in batches, each awaited.
    if (at % 1_000 === 0) await new Promise((done) => { setImmediate(done); });
    yield Array.from({ length: Number(columnCount) }, (_, column) => (column % 5 === 0
      ? { text: `Xã số ${(at * 37 + column) % 4_096} – thủ tục ${(at * 7919) % 2_003}`, look }
      : { number: ((at * 7919 + column * 104_729) % 1_000_003) / 100, code: '#,##0.00', look }));
  }
}

const sheet: Sheet<AsyncIterable<SheetRow>> = { name: 'Số liệu', widths: Array.from({ length: Number(columnCount) }, () => 18), rows: rows(), merges: [], frozenRows: 1, repeated: null, landscape: true, footer: '' };
const file = await open(path, 'w');
globalThis.gc?.();
const before = process.memoryUsage().rss;
const started = performance.now();
let [most, bytes] = [before, 0];
await streamWorkbook([sheet], { title: 'Đo', author: '', organisation: '', createdAt: 0, language: 'vi' }, async (piece) => {
  await file.write(piece);
  bytes += piece.length;
  most = Math.max(most, process.memoryUsage().rss);
});
await file.close();
process.stdout.write(`${JSON.stringify({ grownMiB: Math.round((most - before) / MIB), bytes, ms: Math.round(performance.now() - started) })}\n`);
