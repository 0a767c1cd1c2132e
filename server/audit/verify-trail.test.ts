import { mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore, type MemoryStore } from '../store/testing/memory-store';
import { createAnchors, readAnchors } from './anchors';
import { createAuditTrail } from './create-audit-trail';
import { readTrail, verifyStore } from './read-trail';
import { hashOf, type TrailRow } from './trail-row';
import { verifyTrail, type Anchor } from './verify-trail';

const ENTRIES = 60;
const folder = mkdtempSync(join(tmpdir(), 'trail-'));
const file = join(folder, 'deep', 'anchors.jsonl');
const log = pino({ level: 'silent' });
let store: MemoryStore;
let kept: TrailRow[];
let anchors: readonly Anchor[];

beforeAll(async () => {
  store = await memoryStore();
  let now = Date.UTC(2026, 10, 21);
  const clock = (): number => (now += 1_000);
  const trail = createAuditTrail({ store, clock, log });
  const anchoring = createAnchors({ store, file, clock, log });
  for (let n = 1; n <= ENTRIES; n += 1) {
    await trail.write({ action: n % 3 ? 'state' : 'denied', actor: { kind: 'screen', id: `s${n % 4}`, name: '', unit: null, classes: [], dashboards: [] }, target: `t${n % 7}`, outcome: 'done', detail: { n } });
    if (n === 20) await anchoring.write();
  }
  await anchoring.write();
  kept = await store.db.selectFrom('audit').selectAll().orderBy('seq').execute();
  anchors = await readAnchors(file);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A chain made anew by somebody who knows how it is made. */
function forged(rows: readonly TrailRow[]): TrailRow[] {
  let before: TrailRow | undefined;
  return rows.map((row) => {
    const made = { ...row, previous: before?.hash ?? rows[0]?.previous ?? '' };
    before = { ...made, hash: hashOf(made) };
    return before;
  });
}

const at = fc.integer({ min: 0, max: ENTRIES - 1 });
const field = fc.constantFrom('action', 'actor', 'actor_kind', 'session', 'address', 'request', 'target', 'outcome', 'detail', 'previous', 'hash', 'at', 'seq');
/** One way of tampering: rows in, other rows out. */
const tampering = fc.oneof(
  fc.tuple(at, field).map(([n, name]) => (rows: TrailRow[]) => rows.map((row, m) => (m === n ? edited(row, name) : row))),
  at.map((n) => (rows: TrailRow[]) => rows.filter((_, m) => m !== n)),
  at.map((n) => (rows: TrailRow[]) => rows.slice(0, n)),
  at.map((n) => (rows: TrailRow[]) => rows.slice(n + 1)),
  fc.tuple(at, at).filter(([a, b]) => a !== b).map(([a, b]) => (rows: TrailRow[]) => swapped(rows, a, b)),
  fc.tuple(at, at).filter(([a, b]) => a !== b).map(([a, b]) => (rows: TrailRow[]) => renumbered(swapped(rows, a, b))),
  at.map((n) => (rows: TrailRow[]) => [...rows.slice(0, n), ...rows.slice(n, n + 1), ...rows.slice(n)]),
  at.map((n) => (rows: TrailRow[]) => renumbered([...rows.slice(0, n), ...rows.slice(n, n + 1), ...rows.slice(n)])),
  fc.tuple(at, fc.constantFrom('target', 'outcome', 'actor')).map(([n, name]) => (rows: TrailRow[]) => forged(rows.map((row, m) => (m === n ? edited(row, name) : row)))),
  at.map((n) => (rows: TrailRow[]) => forged(renumbered(rows.filter((_, m) => m !== n)))),
);
const swapped = (rows: TrailRow[], a: number, b: number): TrailRow[] => rows.map((row, n) => (n === a ? rows[b] : n === b ? rows[a] : row) ?? row);
const renumbered = (rows: TrailRow[]): TrailRow[] => rows.map((row, n) => ({ ...row, seq: n + 1 }));
function edited(row: TrailRow, name: string): TrailRow {
  if (name === 'at') return { ...row, at: new Date(row.at.getTime() + 1) };
  if (name === 'seq') return { ...row, seq: row.seq + 1_000 };
  const before = Reflect.get(row, name) as string | null;
  return { ...row, [name]: `${before ?? ''}x` };
}

describe('verification', () => {
  it('finds nothing in what was written', async () => {
    expect(await verifyStore(store, anchors)).toEqual({ ok: true, entries: ENTRIES, head: { seq: ENTRIES, hash: kept.at(-1)?.hash }, anchors: 2, faults: [], faultCount: 0 });
    expect(await verifyTrail([], [])).toMatchObject({ ok: true, entries: 0, head: null });
  });

  it('finds each of hundreds of random tamperings', async () => {
    await fc.assert(fc.asyncProperty(tampering, async (tamper) => {
      const report = await verifyTrail(tamper(kept), anchors);
      expect([report.ok, report.faults.length > 0]).toEqual([false, true]);
    }), { numRuns: 500 });
  });

  it('names the entry: edited, taken out, cut off, made anew', async () => {
    const kinds = async (rows: TrailRow[]) => (await verifyTrail(rows, anchors)).faults.map(({ kind, seq }) => `${kind} ${seq}`);
    expect(await kinds(kept.map((row, n) => (n === 9 ? { ...row, target: 'x' } : row)))).toEqual(['changed 10']);
    expect(await kinds(kept.filter((_, n) => n !== 9))).toEqual(['missing 11', 'unlinked 11']);
    expect(await kinds(kept.slice(0, 30))).toEqual([`truncated ${ENTRIES}`]);
    expect(await kinds(forged(kept.map((row, n) => (n === 9 ? { ...row, target: 'x' } : row))))).toEqual(['rewritten 20', `rewritten ${ENTRIES}`]);
  });

  it('tells a bounded list of faults and counts them all', async () => {
    const report = await verifyTrail(Array.from({ length: 200 }, () => kept[0]).filter((row) => row !== undefined), []);
    expect([report.faults.length, report.faultCount]).toEqual([100, 398]);
  });
});

describe('verification of a store', () => {
  /** Tampers as the owner of the database could, checks, and takes it back. */
  const tampered = async (...statements: ReturnType<typeof sql>[]): Promise<string[]> => {
    let report: string[] = [];
    await expect(store.db.transaction().execute(async (db) => {
      for (const statement of statements) await statement.execute(db);
      report = (await verifyStore({ db }, anchors)).faults.map(({ kind }) => kind);
      throw new Error('back');
    })).rejects.toThrow('back');
    return report;
  };

  it('finds what was done to the table itself', async () => {
    expect(await tampered(sql`update audit set outcome = 'refused' where seq = 5`)).toEqual(['changed']);
    expect(await tampered(sql`delete from audit where seq > 40`)).toEqual(['truncated']);
    expect(await tampered(sql`delete from audit where seq = 3`)).toEqual(['missing', 'unlinked']);
    expect(await tampered(sql`update audit set seq = -seq where seq in (4, 5)`)).toContain('out-of-order');
    expect(await tampered(sql`delete from audit`)).toEqual(['truncated', 'truncated']);
  });

  it('finds a second row behind a number where the table no longer forbids it', async () => {
    const more = sql`insert into audit select seq, at, action, actor_kind, actor, session, address, request, 'x', outcome, detail, previous, hash from audit where seq = 7`;
    expect((await tampered(sql`alter table audit drop constraint audit_pkey`, more)).length).toBeGreaterThan(0);
  });

  it('reads a range, in order', async () => {
    const seqs: number[] = [];
    for await (const { seq } of readTrail(store.db, { from: kept[9]?.at.getTime(), to: kept[12]?.at.getTime() })) seqs.push(seq);
    expect(seqs).toEqual([10, 11, 12]);
  });
});

describe('anchors', () => {
  it('are lines on disk that only their owner reads, written once per head', async () => {
    expect(readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as Anchor).seq)).toEqual([20, ENTRIES]);
    const anchoring = createAnchors({ store, file: join(folder, 'again.jsonl'), clock: () => 0, log });
    expect(await anchoring.write()).toMatchObject({ seq: ENTRIES, at: '1970-01-01T00:00:00.000Z' });
    expect(await anchoring.write()).toBeNull();
  });

  it('are written at the start and again at the stop', async () => {
    const path = join(folder, 'daily.jsonl');
    const stop = createAnchors({ store, file: path, clock: () => 0, log }).start();
    await stop();
    expect(await readAnchors(path)).toHaveLength(1);
  });

  it('leave out a line cut short, and refuse a damaged one', async () => {
    const path = join(folder, 'cut.jsonl');
    writeFileSync(path, readFileSync(file));
    appendFileSync(path, '{"seq": 61, "ha');
    expect(await readAnchors(path)).toHaveLength(2);
    await createAnchors({ store, file: path, clock: () => 0, log }).write();
    expect((await readAnchors(path)).map(({ seq }) => seq)).toEqual([20, ENTRIES, ENTRIES]);
    writeFileSync(path, `{"seq":1,"hash":"x","at":"2026-01-01T00:00:00Z"}\n${readFileSync(file, 'utf8')}`);
    await expect(readAnchors(path)).rejects.toThrow('anchor 1');
    expect(await readAnchors(join(folder, 'none.jsonl'))).toEqual([]);
  });
});
