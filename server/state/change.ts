import { createHash } from 'node:crypto';
import type { Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { DocumentKind } from '@/state/documents';
import { saveFaults } from '@/state/every-document';
import { canonical } from '@/state/json-limits';
import type { ProblemCode, ProblemPlace } from '../http/problems';
import type { DocumentRow, RevisionRow } from './document-rows';
import { mayEdit, mayRead, shownId, type Reader } from './who-may';

/** What the change stands on: a revision the person saw, nothing yet, or whatever is there (restore without a precondition). */
export type Expected = { readonly match: number } | 'none' | 'any';

export type Deed =
  | { readonly do: 'save'; readonly body: Json; readonly owner?: 'me' | 'unit' | undefined; readonly unit?: UnitCode | null | undefined }
  | { readonly do: 'delete' }
  | { readonly do: 'restore'; readonly revision: number };

export interface Change {
  readonly kind: DocumentKind;
  /** As stored. */
  readonly id: string;
  /** Made by whoever changes; one deed each. */
  readonly saveKey: string;
  readonly reason: string;
  readonly expected: Expected;
  readonly deed: Deed;
  /** For the audit trail. */
  readonly from?: { readonly address: string; readonly request: string };
}

export type Refusal =
  | { readonly refused: 'not-found' | 'not-allowed' }
  | { readonly refused: 'conflict'; readonly standing: DocumentRow }
  | { readonly refused: 'problem'; readonly code: ProblemCode; readonly place: ProblemPlace };

/** Keys of two people never meet, and the key itself is not kept. */
export const storedKey = (author: string, saveKey: string): string => createHash('sha256').update(`${author}\n${saveKey}`).digest('base64url');

/** Whether a revision is what this change would write: then it was sent before, and its answer was lost. */
export function isSameDeed(found: RevisionRow, { kind, id, deed }: Change, restored: RevisionRow | undefined): boolean {
  if (found.kind !== kind || found.id !== id) return false;
  if (deed.do === 'delete') return found.deleted;
  const body = deed.do === 'save' ? deed.body : restored?.body;
  return !found.deleted && canonical(found.body) === canonical(body);
}

/** The document after the change, or why not. Pure. `old` is the revision to be restored. */
export function planned(reader: Reader, change: Change, standing: DocumentRow | undefined, old: RevisionRow | undefined): DocumentRow | Refusal {
  const { kind, id, deed, expected } = change;
  if (reader.actor.kind !== 'person') return { refused: 'not-found' };
  const author = reader.actor.id;
  if (standing) {
    const seen = standing.deleted ? mayEdit(reader, standing) : mayRead(reader, standing);
    if (!seen || (standing.deleted && deed.do === 'delete')) return { refused: 'not-found' };
    if (!mayEdit(reader, standing)) return { refused: 'not-allowed' };
    if (!isExpected(expected, standing)) return { refused: 'conflict', standing };
  } else if (deed.do !== 'save' || expected !== 'none') return { refused: 'not-found' };
  const begins = !standing || standing.deleted;
  if (begins && deed.do !== 'delete' && kind === 'dashboard' && reader.province.dashboards.some((each) => each.id === id)) {
    return { refused: 'problem', code: 'id-reserved', place: { at: 'params/id', got: id } };
  }
  const holder = holderOf(reader, change, standing, author);
  if ('refused' in holder) return holder;
  const body = bodyAfter(reader, change, standing, old);
  if ('refused' in body) return body;
  return { kind, id, ...holder, revision: (standing?.revision ?? 0) + 1, body: body.body, author, at: new Date(reader.now), deleted: deed.do === 'delete' };
}

const isExpected = (expected: Expected, standing: DocumentRow): boolean =>
  expected === 'any' || (expected === 'none' ? standing.deleted : expected.match === standing.revision);

/** Whose the document is afterwards. A document of a unit is nobody's to take home; one's own may be given to a unit. */
function holderOf(reader: Reader, { kind, deed }: Change, standing: DocumentRow | undefined, author: string): Pick<DocumentRow, 'owner' | 'unit'> | Refusal {
  const wish = deed.do === 'save' ? deed.owner : undefined;
  if (kind === 'preferences') return wish === 'unit' ? badRequest('body/owner', 'me') : { owner: author, unit: null };
  const asItWas = standing && { owner: standing.owner, unit: standing.unit };
  if (wish === undefined && asItWas) return asItWas;
  if (wish !== 'unit') return !standing || standing.owner === author ? { owner: author, unit: null } : badRequest('body/owner', 'unit');
  const given = deed.do === 'save' ? deed.unit : undefined;
  const own = reader.actor.kind === 'person' ? reader.actor.unit : null;
  const unit = given === undefined ? (standing && standing.owner === null ? standing.unit : own) : given;
  if (unit !== null && !reader.province.units.all.some((each) => each.code === unit)) return badRequest('body/unit', 'a unit of the province');
  return mayEdit(reader, { kind, owner: null, unit }) ? { owner: null, unit } : { refused: 'not-allowed' };
}

function bodyAfter(reader: Reader, { kind, id, deed }: Change, standing: DocumentRow | undefined, old: RevisionRow | undefined): { readonly body: Json } | Refusal {
  if (deed.do === 'delete') return { body: standing?.body ?? null };
  if (deed.do === 'restore') return !old || old.deleted ? badRequest('body/revision', 'a revision with content') : { body: old.body };
  const [fault] = saveFaults(kind, shownId(kind, id), deed.body, standing?.body ?? null, reader.province.units);
  if (!fault) return { body: deed.body };
  const code = fault.code === 'too-large' ? 'too-large' : 'document-invalid';
  return { refused: 'problem', code, place: { at: `body/body${fault.pointer}`, expected: fault.expected, got: fault.got } };
}

const badRequest = (at: string, expected: string): Refusal => ({ refused: 'problem', code: 'bad-request', place: { at, expected } });
