import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorFile, createAnchors } from '../audit/anchors';
import { createAuditTrail } from '../audit/create-audit-trail';
import { openStore } from '../store/open-store';
import { withStoreAlone } from '../store/open-alone';
import { auditExportCommand } from './audit-export';
import { auditVerifyCommand } from './audit-verify';
import { runCommand } from './run-command';

const folder = mkdtempSync(join(tmpdir(), 'audit-commands-'));
const dataDir = join(folder, 'data');
const log = pino({ level: 'silent' });
const clock = (): number => Date.UTC(2026, 10, 21, 3);
const run = async (...args: string[]): Promise<{ code: number; said: string }> => {
  const said: string[] = [];
  const code = await runCommand([auditVerifyCommand, auditExportCommand], args, {
    env: { DATA_DIR: dataDir, INIT_CWD: folder }, say: (line) => void said.push(line), complain: (line) => void said.push(line), log, clock,
  });
  return { code, said: said.join('\n') };
};

beforeAll(async () => {
  const store = await openStore({ dataDir, databaseUrl: null, log, clock });
  const trail = createAuditTrail({ store, clock, log });
  for (let n = 0; n < 5; n += 1) await trail.write({ action: 'state', actor: { kind: 'system' }, target: `x${n}`, outcome: 'done' });
  await createAnchors({ store, file: anchorFile(dataDir), clock, log }).write();
  await store.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the commands of the trail', () => {
  it('tell an intact trail from a tampered one by their exit code', async () => {
    expect(await run('audit-verify')).toMatchObject({ code: 0, said: expect.stringContaining('5 mục/entries · 1 mốc neo/anchors') as string });
    expect(await run('audit-export', 'trail.jsonl')).toMatchObject({ code: 0 });
    expect(await run('audit-verify', '--file', 'trail.jsonl')).toMatchObject({ code: 0 });
    await withStoreAlone({ dataDir, databaseUrl: null, clock, create: false }, (db) => db.deleteFrom('audit').where('seq', '>=', 5).execute());
    expect(await run('audit-verify')).toMatchObject({ code: 1, said: expect.stringContaining('5: mốc neo trỏ tới mục không còn') as string });
  }, 60_000);

  it('write a new file that only its owner reads, and that it was taken out', async () => {
    const text = readFileSync(join(folder, 'trail.jsonl'), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(5);
    expect(statSync(join(folder, 'trail.jsonl')).mode & 0o777).toBe(0o600);
    expect(await run('audit-export', 'trail.jsonl')).toMatchObject({ code: 1, said: expect.stringContaining('EEXIST') as string });
    writeFileSync(join(folder, 'bent.jsonl'), text.replace('x3', 'x4'));
    expect(await run('audit-verify', '--file', 'bent.jsonl')).toMatchObject({ code: 1, said: expect.stringContaining('4: nội dung đã bị sửa') as string });
  }, 60_000);

  it('say how they are called', async () => {
    for (const args of [['audit-verify', '--what'], ['audit-export'], ['audit-export', 'a', 'b'], ['audit-export', 'a', '--as', 'xml'], ['audit-export', 'a', '--from', 'yesterday']]) {
      expect(await run(...args)).toMatchObject({ code: 2, said: expect.stringContaining('Usage') as string });
    }
    expect(await run('audit-verify', '--anchors', 'none.jsonl')).toMatchObject({ code: 1 });
    expect(await run('audit-verify', '--file', 'data/anchors.jsonl')).toMatchObject({ code: 1, said: expect.stringContaining('Line 1') as string });
  });
});
