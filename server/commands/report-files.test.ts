import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { err, ok } from '@/domain/result';
import { sampleDocument } from '@/reports/testing/sample-document';
import type { Print } from '../reports/formats';
import type { CommandIo } from './command';
import { silentSources, writeFiles } from './report';

const folder = mkdtempSync(join(tmpdir(), 'toan-canh-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MADE = { document: sampleDocument, hash: 'abc', name: 'form-06-16681-calendar-2026-10' };

/** Writes with this printer, and tells what was said and how often the browser was ended. */
async function written(print: Print, out: string) {
  const [said, complained]: [string[], string[]] = [[], []];
  let closed = 0;
  const io: CommandIo = { env: {}, say: (line) => void said.push(line), complain: (line) => void complained.push(line), log: pino({ level: 'silent' }), clock: () => 0 };
  const close = () => {
    closed += 1;
    return Promise.resolve();
  };
  const code = await writeFiles(MADE, { formats: ['docx', 'pdf'], out }, io, { open: () => ({ print, close }) }).catch((fault: unknown) => (fault instanceof Error ? fault.message : ''));
  return { code, closed, said, complained };
}

describe('sources of a report', () => {
  const source = (name: string, receivedAt: string, remark = '') => ({ id: name, name, dataset: 'd', request: '', asOf: null, receivedAt, remark, sample: false });
  it('that say nothing are named, and a report of nothing is told from one of something', () => {
    expect(silentSources({ sources: [source('A', '08:05'), source('B', '', 'không kết nối được.')] })).toEqual({ faults: ['B: không kết nối được.'], all: false });
    expect(silentSources({ sources: [source('B', ''), source('B', '')] })).toEqual({ faults: ['B'], all: true });
    expect(silentSources({ sources: [] })).toEqual({ faults: [], all: false });
  });
});

describe('files of a report from the command line', () => {
  it('are written whole, and the browser is ended', async () => {
    const out = join(folder, 'both');
    expect(await written(() => Promise.resolve(ok(new Uint8Array([1, 2]))), out)).toMatchObject({ code: 0, closed: 1, complained: [] });
    expect(readdirSync(out)).toEqual([`${MADE.name}.docx`, `${MADE.name}.pdf`]);
  });
  it('are written as far as they can be, and the browser is ended', async () => {
    const out = join(folder, 'one');
    const { code, closed, complained } = await written((_document, format) => Promise.resolve(format === 'pdf' ? err('no-browser') : ok(new Uint8Array([1]))), out);
    expect([code, closed, readdirSync(out)]).toEqual([1, 1, [`${MADE.name}.docx`]]);
    expect(complained.join()).toContain('CHROMIUM_PATH');
  });
  it('end the browser where a writer breaks, and where the disk takes nothing', async () => {
    expect(await written(() => Promise.reject(new Error('broken')), folder)).toMatchObject({ code: 'broken', closed: 1 });
    const out = join(folder, 'taken');
    let first = true;
    // The folder becomes a file between two formats.
    const { code, closed } = await written(() => {
      if (!first) {
        rmSync(out, { recursive: true });
        writeFileSync(out, '');
      }
      first = false;
      return Promise.resolve(ok(new Uint8Array([1])));
    }, out);
    expect(code).toMatch(/ENOTDIR|ENOENT|EEXIST/);
    expect(closed).toBe(1);
  });
});
