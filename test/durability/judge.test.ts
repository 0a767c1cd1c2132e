import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAuditTrail } from '../../server/audit/create-audit-trail';
import { memoryStore, type MemoryStore } from '../../server/store/testing/memory-store';
import { judge } from './judge';
import { submission, type Acknowledged, type Submission } from './saver';

let store: MemoryStore;
let dataDir: string;
let sent: Map<string, Submission>;
let acknowledged: Acknowledged[];
beforeAll(async () => {
  store = await memoryStore();
  dataDir = mkdtempSync(join(tmpdir(), 'judge-'));
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const at = new Date(Date.UTC(2026, 10, 21));
const DOCUMENT = 'canh-1';

/** A save as the gateway makes one: revision, document and entry. */
async function keep({ id, nonce, body }: Submission, revision: number): Promise<void> {
  const audit = createAuditTrail({ store, clock: () => at.getTime(), log: pino({ level: 'silent' }) });
  const row = { kind: 'scene', id, revision, body: JSON.stringify(body), author: 'a', deleted: false };
  await store.transact(async (db) => {
    await db.insertInto('document_revision').values({ ...row, reason: '', at, save_key: `${nonce} ${revision}` }).execute();
    const standing = { body: row.body, revision, author: 'a', updated_at: at };
    await db.insertInto('document').values({ ...standing, kind: 'scene', id, deleted: false, owner: null, unit: null })
      .onConflict((clash) => clash.columns(['kind', 'id']).doUpdateSet(standing)).execute();
    await audit.append(db, { action: 'state', actor: { kind: 'system' }, target: `document:scene/${id}`, outcome: 'done' });
  });
}

beforeEach(async () => {
  await store.reset();
  sent = new Map();
  acknowledged = [];
  for (const revision of [1, 2, 3]) {
    const made = submission(DOCUMENT);
    sent.set(made.nonce, made);
    await keep(made, revision);
    acknowledged.push({ ...made, revision });
  }
});
const verdict = () => judge(store, dataDir, sent, acknowledged);
const newest = () => store.db.updateTable('document_revision').where('revision', '=', 3);

describe('the judge of saves', () => {
  it('finds nothing where all is as it was sent', async () => {
    expect(await verdict()).toEqual({ acknowledged: 3, found: 3, faults: [] });
  });

  it('finds a save that was lost, the last one too', async () => {
    await store.db.deleteFrom('document_revision').where('revision', '=', 3).execute();
    await store.db.updateTable('document').set({ revision: 2, body: JSON.stringify(acknowledged[1]?.body) }).execute();
    expect(await verdict()).toMatchObject({ acknowledged: 3, found: 2 });
  });

  it('finds a save that had its effect twice', async () => {
    const [, , last] = acknowledged;
    if (last) await keep(last, 4);
    expect(await verdict()).toMatchObject({ found: 3, faults: [expect.stringContaining('had its effect before')] });
  });

  it('finds a save that was torn: half of one, half of another', async () => {
    const body = { ...Object(acknowledged[2]?.body), dashboards: Object(acknowledged[1]?.body).dashboards };
    await newest().set({ body: JSON.stringify(body) }).execute();
    const { found, faults } = await verdict();
    expect(found).toBe(2);
    expect(faults).toContainEqual(expect.stringContaining('is nothing that was sent'));
  });

  it('finds a history with a hole, a document that is not its newest revision, and a save without its entry', async () => {
    await newest().set({ revision: 4 }).execute();
    expect((await verdict()).faults).toContainEqual(expect.stringContaining('goes from revision 2 to 4'));
    await store.db.updateTable('document_revision').set({ revision: 3 }).where('revision', '=', 4).execute();
    await store.db.updateTable('document').set({ revision: 2 }).execute();
    expect((await verdict()).faults).toContainEqual(expect.stringContaining('stands at 2, its history at 3'));
    await store.db.updateTable('document').set({ revision: 3 }).execute();
    await store.db.deleteFrom('audit').where('seq', '=', (row) => row.selectFrom('audit').select(({ fn }) => fn.max('seq').as('seq'))).execute();
    expect((await verdict()).faults).toContainEqual(expect.stringContaining('audit: 2 entries of 3 saves'));
  });
});
