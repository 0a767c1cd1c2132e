import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lastMainSection } from '@/reports/document/end-mark';
import { valueText } from '@/reports/document/value-text';
import { COUNT, figures, screen, tableOf, withTable } from '@/reports/testing/many-figures';
import { sampleDocument } from '@/reports/testing/sample-document';
import { writeHtml } from '@/reports/writers/html/write-html';
import { embeddedFonts } from '../../server/reports/fonts';
import { pdfPrinter } from '../../server/reports/pdf/print-pdf';
import { describeWith } from '../servers/needed';

describeWith(['Chromium', 'Poppler'], 'a report printed to PDF by a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toan-canh-pdf-'));
  const printer = pdfPrinter();
  const AT = Date.UTC(2026, 10, 5, 1, 5);
  let html = '';
  let pdf: Uint8Array = new Uint8Array();
  const poppler = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' });
  const file = join(folder, 'report.pdf');
  const print = async (page: string, deadlineMs = 40_000): Promise<Uint8Array> => {
    const made = await printer.print(page, { deadlineMs, createdAt: AT });
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };

  beforeAll(async () => {
    html = writeHtml({ ...sampleDocument, watermark: 'Lê Văn A · 08:05 21/11/2026' }, { fonts: await embeddedFonts() });
    pdf = await print(html);
    writeFileSync(file, pdf);
  });
  afterAll(async () => {
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is A4, tagged, dated by the document, with its title and bookmarks', () => {
    const told = poppler('pdfinfo', '-isodates', file);
    expect(told).toMatch(/Tagged: +yes/);
    expect(told).toContain(sampleDocument.title);
    expect(told).toMatch(/CreationDate: +2026-11-05T01:05:00Z/);
    expect(told).not.toMatch(/Headless|Mozilla/);
    expect(poppler('pdfinfo', '-f', '1', '-l', '9', file).match(/size: +[\d.]+ x [\d.]+ pts/g)?.map((size) => Number(/([\d.]+) x/.exec(size)?.[1]) > 700)).toEqual([false, false, true, true, false, false]);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Outlines ');
  });

  it('has its own font within, and no other', () => {
    const fonts = poppler('pdffonts', file).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(2);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Tinos\S* .* yes yes yes /);
  });

  it('says every word and figure as text, and the page in the upper margin from the second on', () => {
    const pages = poppler('pdftotext', '-layout', file, '-').split('\f');
    const flat = pages.join(' ').replace(/\s+/g, ' ');
    const main = sampleDocument.sections[lastMainSection(sampleDocument)]?.blocks ?? [];
    const figures = main.flatMap((block) => (block.kind === 'paragraph' ? block.runs : [])).flatMap((run) => (run.kind === 'value' ? [valueText(run.value)] : []));
    for (const said of [...figures, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Nuôi con nuôi', 'Nguyễn Văn Sơn', sampleDocument.footer]) expect(flat).toContain(said);
    expect(pages.slice(0, 6).map((page) => /^\s*(\d+)\s*$/m.exec(page.trimStart().split('\n')[0] ?? '')?.[1] ?? null)).toEqual([null, '2', '3', '4', '5', '6']);
    // The head of a table stands on each of its pages, and what is signed on one.
    for (const page of [2, 3]) expect(pages[page]).toContain('Số hồ sơ nhận giải quyết');
    expect(pages[1]).toMatch(/Nơi nhận:[\s\S]*Nguyễn Văn Sơn/);
  });

  it(`says ${COUNT} figures of every kind as the screen says them`, async () => {
    const columns = 3;
    const many = join(folder, 'many.pdf');
    writeFileSync(many, await print(writeHtml({ ...withTable(tableOf(figures, columns)), footer: '' }, { fonts: await embeddedFonts() }), 110_000));
    const pages = poppler('pdftotext', '-raw', many, '-').split('\f').slice(0, -1);
    // Above the figures stand the number of the page, on the first the title, and the head of the table.
    const words = pages.flatMap((page) => page.slice(page.indexOf(`c${columns - 1}`) + 2).trim().split(/\s+/));
    const expected = [...screen, 'Chữ số in nghiêng là số ước tính hoặc sơ bộ.'].join(' ').split(/\s+/);
    expect(expected.flatMap((word, at) => (word === words[at] ? [] : [{ at, word, read: words[at] }])).slice(0, 3)).toEqual([]);
    expect(words).toHaveLength(expected.length);
  }, 120_000);

  it('is the same bytes each time, from this browser and from another', async () => {
    expect(Buffer.compare(await print(html), pdf)).toBe(0);
    await printer.close();
    expect(Buffer.compare(await print(html), pdf)).toBe(0);
  });

  it('runs nothing of a page and asks nothing of anyone', async () => {
    let asked = 0;
    const server = createServer((_, answer) => {
      asked += 1;
      answer.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const evil = await print(`<p id="a">trang</p><script>document.getElementById('a').textContent='chay'</script><img src="${origin}/a.png"><link rel="stylesheet" href="${origin}/a.css"><iframe src="${origin}/b"></iframe><iframe src="file:///etc/passwd"></iframe>`);
    server.close();
    writeFileSync(join(folder, 'evil.pdf'), evil);
    const said = poppler('pdftotext', join(folder, 'evil.pdf'), '-');
    expect([asked, said.includes('trang'), said.includes('chay'), said.includes('root:')]).toEqual([0, true, false, false]);
  });

  it('gives up at its deadline, and prints the next', async () => {
    expect(await printer.print(html, { deadlineMs: 1 })).toEqual({ ok: false, error: 'print-failed' });
    expect((await print('<p>sau</p>')).length).toBeGreaterThan(500);
  });

  it('outlives its browser: killed in the middle of two, both are printed', async () => {
    let ended = 0;
    const both = [print(html), print(html)].map(async (made) => {
      const { length } = await made;
      ended += 1;
      return length;
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    killChildren();
    expect(ended).toBe(0);
    expect(await Promise.all(both)).toEqual([pdf.length, pdf.length]);
  });

  it('says where there is no browser', async () => {
    expect(await pdfPrinter({ path: () => null }).print('<p>x</p>')).toEqual({ ok: false, error: 'no-browser' });
  });
});

/** The browser that this process started, and nobody else's. */
function killChildren(): void {
  const children = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  for (const [, pid] of children.matchAll(/(\d+) chrom/g)) process.kill(Number(pid), 'SIGKILL');
}
