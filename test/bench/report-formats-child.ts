import { writeFileSync } from 'node:fs';
import { openPrinting, REPORT_FORMATS } from '../../server/reports/formats';
import { sampleDocument, sampleForm06 } from '../../src/reports/testing/sample-document';
import type { DocumentBlock, ReportDocument } from '../../src/reports/document/document';

/** A process of its own for one format, so that nothing else is in its memory: a report of so many pages, written `rounds` times after one that is not counted. */
const [wanted = '', pages = '30', rounds = '3', path = ''] = process.argv.slice(2);
const MIB = 1024 * 1024;
const LOOK_MS = 10;

const page = (at: number): readonly DocumentBlock[] => [
  { kind: 'heading', id: `h${at}`, level: 1, text: `${at + 1}. Tình hình, kết quả giải quyết thủ tục hành chính` },
  { ...sampleForm06, id: `t${at}` },
  ...(at === Number(pages) - 1 ? [] : [{ kind: 'page-break', id: `b${at}` } as const]),
];
const document: ReportDocument = { ...sampleDocument, sections: [{ id: 'main', orientation: 'landscape', appendix: null, blocks: Array.from({ length: Number(pages) }, (_, at) => page(at)).flat() }] };

const format = REPORT_FORMATS.find((each) => each === wanted);
if (!format) throw new Error(`no format ${wanted}`);
const printing = openPrinting();
async function once(): Promise<Uint8Array> {
  const made = await printing.print(document, format ?? 'csv');
  if (!made.ok) throw new Error(`${wanted}: ${made.error}`);
  return made.value;
}
let file = await once();
globalThis.gc?.();
const before = process.memoryUsage().rss;
let most = before;
const looking = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, LOOK_MS);
const times: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const started = performance.now();
  file = await once();
  times.push(performance.now() - started);
  most = Math.max(most, process.memoryUsage().rss);
}
clearInterval(looking);
await printing.close();
if (path !== '') writeFileSync(path, file);
process.stdout.write(`${JSON.stringify({ times, bytes: file.length, grownMiB: Math.round((most - before) / MIB), peakMiB: Math.round(most / MIB) })}\n`);
