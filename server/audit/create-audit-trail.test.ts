import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../store/store';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { createAuditTrail } from './create-audit-trail';
import type { AuditEntry, AuditTrail } from './trail';
import { boundedDetail, DETAIL_BYTES, GENESIS, hashOf, type TrailRow } from './trail-row';

const NOW = Date.UTC(2026, 10, 21, 3, 0, 0, 123);
const entry = (target: string, more: Partial<AuditEntry> = {}): AuditEntry => ({ action: 'state', actor: { kind: 'system' }, target, outcome: 'done', ...more });

let store: MemoryStore;
let trail: AuditTrail;
beforeAll(async () => {
  store = await memoryStore();
  trail = createAuditTrail({ store, clock: () => NOW, log: pino({ level: 'silent' }) });
});
beforeEach(() => store.reset());
afterAll(() => store.close());
const rows = (): Promise<TrailRow[]> => store.db.selectFrom('audit').selectAll().orderBy('seq').execute();

describe('the trail', () => {
  it('chains each entry to the one before it, from the genesis on', async () => {
    for (const target of ['a', 'b', 'c']) await trail.write(entry(target));
    const held = await rows();
    expect(held.map(({ seq, target }) => [seq, target])).toEqual([[1, 'a'], [2, 'b'], [3, 'c']]);
    expect(held.map(({ previous }) => previous)).toEqual([GENESIS, held[0]?.hash, held[1]?.hash]);
    expect(held.map((row) => hashOf(row))).toEqual(held.map(({ hash }) => hash));
    expect(held[0]?.at.getTime()).toBe(NOW);
  });

  it('says who by id, never by name', async () => {
    await trail.write(entry('x', {
      actor: { kind: 'person', id: 'p1', name: 'Nguyễn Văn An', title: 'Giám đốc', unit: null, session: 's1', grants: [], purposes: [] },
      from: { address: '10.0.0.7', request: 'r1' },
    }));
    const [row] = await rows();
    expect(row).toMatchObject({ actor_kind: 'person', actor: 'p1', session: 's1', address: '10.0.0.7', request: 'r1' });
    expect(JSON.stringify(row)).not.toContain('Nguyễn');
  });

  it('stands or falls with the deed around it', async () => {
    await expect(store.transact(async (db) => {
      await trail.append(db, entry('undone'));
      throw new Error('the deed failed');
    })).rejects.toThrow('the deed failed');
    await trail.write(entry('done'));
    expect((await rows()).map(({ seq, target }) => [seq, target])).toEqual([[1, 'done']]);
  });

  it('has no hole and no fork when many write at once, even outside a transaction', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? trail.write(entry(`${n}`)) : trail.append(store.db, entry(`${n}`)))));
    const held = await rows();
    expect(held.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(held.slice(1).every((row, n) => row.previous === held[n]?.hash)).toBe(true);
  });

  it('fails closed: where it cannot be written the caller hears of it', async () => {
    const gone = createAuditTrail({ store: { ...store, transact: () => Promise.reject(new StoreUnavailable('gone')) }, clock: () => NOW, log: pino({ level: 'silent' }) });
    await expect(gone.write(entry('x'))).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('what is written', () => {
  it('keeps any text on one line, well formed, and hashes what the store gives back', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue({ noUnicodeString: false }), async (target, value) => {
      await store.reset();
      await trail.write(entry(target, { detail: { value: value as string } }));
      const [row] = await rows();
      expect(row && hashOf(row)).toBe(row?.hash);
      expect(`${row?.target}${row?.detail}`).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$/);
      expect(row?.target.length).toBeLessThanOrEqual(200);
    }), { numRuns: 25 });
  });

  it('cuts a long detail, and says so', () => {
    const cut = boundedDetail({ text: 'ộ"\n'.repeat(5_000) });
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(DETAIL_BYTES);
    expect(JSON.parse(cut)).toMatchObject({ truncated: true, bytes: 35_011 });
    expect(boundedDetail({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
  });
});
