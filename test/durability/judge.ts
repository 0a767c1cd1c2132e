import { canonical } from '@/state/json-limits';
import { anchorFile, readAnchors } from '../../server/audit/anchors';
import { verifyStore } from '../../server/audit/read-trail';
import type { Store } from '../../server/store/store';
import type { Acknowledged, Submission } from './saver';

export interface Verdict {
  readonly acknowledged: number;
  readonly found: number;
  /** Everything else that must never be, in words. */
  readonly faults: readonly string[];
}

const SHOWN = 10;

/** Holds what the store has after everything against what was sent and what was promised. */
export async function judge(store: Store, dataDir: string, submitted: ReadonlyMap<string, Submission>, acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const revisions = await store.db.selectFrom('document_revision').select(['kind', 'id', 'revision', 'body', 'deleted']).orderBy('kind').orderBy('id').orderBy('revision').execute();
  const documents = await store.db.selectFrom('document').select(['id', 'revision', 'body']).execute();
  const bodies = new Map(revisions.map((each) => [`${each.id}#${each.revision}`, canonical(each.body)]));
  const found = acknowledged.filter(({ id, revision, body }) => bodies.get(`${id}#${revision}`) === canonical(body)).length;

  const faults: string[] = [];
  const seen = new Set<string>();
  const last = new Map<string, number>();
  for (const { id, revision, body } of revisions) {
    const nonce = nonceOf(body);
    const sent = submitted.get(nonce);
    if (!sent || sent.id !== id || canonical(sent.body) !== canonical(body)) faults.push(`${id} revision ${revision} is nothing that was sent`);
    if (seen.has(nonce)) faults.push(`${id} revision ${revision} is a save that had its effect before`);
    seen.add(nonce);
    if (revision !== (last.get(id) ?? 0) + 1) faults.push(`${id} goes from revision ${last.get(id) ?? 0} to ${revision}`);
    last.set(id, revision);
  }
  for (const { id, revision, body } of documents) {
    if (revision !== last.get(id) || canonical(body) !== bodies.get(`${id}#${revision}`)) faults.push(`${id} stands at ${revision}, its history at ${last.get(id) ?? 'nothing'}`);
  }
  if (documents.length !== last.size) faults.push(`${documents.length} documents, ${last.size} histories`);
  faults.push(...(await trailFaults(store, dataDir, revisions.length)));
  return { acknowledged: acknowledged.length, found, faults: faults.slice(0, SHOWN) };
}

/** The chain holds, and every revision was written down once: deed and entry stand in one transaction. */
async function trailFaults(store: Store, dataDir: string, revisions: number): Promise<readonly string[]> {
  const { faults } = await verifyStore(store, await readAnchors(anchorFile(dataDir)));
  const { count } = await store.db.selectFrom('audit').select(({ fn }) => fn.countAll<number>().as('count')).where('action', '=', 'state').executeTakeFirstOrThrow();
  return [...faults.map((fault) => `audit: ${JSON.stringify(fault)}`), ...(Number(count) === revisions ? [] : [`audit: ${count} entries of ${revisions} saves`])];
}

function nonceOf(body: unknown): string {
  const title = typeof body === 'object' && body !== null && 'title' in body ? body.title : null;
  const text = typeof title === 'object' && title !== null && 'vi' in title ? title.vi : null;
  return typeof text === 'string' ? (text.split(' ')[0] ?? '') : '';
}
