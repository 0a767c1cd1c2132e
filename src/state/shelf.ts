import type { Base, DocumentCopy, Draft, Outgoing, Shelf, Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import { canonical } from './json-limits';

/**
 * What happens to everything a device holds of one document, as pure steps. Each runs inside one transaction of the store, so that a
 * crash leaves the state before it or the state after it, and two tabs never see half of one.
 *
 * Held throughout: the first in line (the first save on its way, or the draft where there is none) has a base; whatever follows has none
 * and gets it from the one before it.
 */
export const isSame = (a: Json, b: Json): boolean => canonical(a) === canonical(b);

/** What stands before the draft: the last save on its way, or the server's copy. Null where there is nothing. */
export const settledBody = ({ outbox, copy }: Shelf): Json => outbox.at(-1)?.body ?? (copy && !copy.deleted ? copy.body : null);
/** What the person sees as theirs. */
export const shownBody = (shelf: Shelf): Json => shelf.draft?.body ?? settledBody(shelf);

export const conflictOf = ({ outbox: [first] }: Shelf): Outgoing | null => (first?.state === 'conflict' ? first : null);

/** A save goes up again on a new base by itself at most this often. */
const MOST_REBASES = 5;

const baseOf = (copy: DocumentCopy | null): Base => (copy ? { revision: copy.revision, body: copy.body } : { revision: 0, body: null });

/** The person changed it. Changed back to what stands, there is nothing left to save. */
export function edited(shelf: Shelf, body: Json, now: number): Shelf {
  if (isSame(body, settledBody(shelf))) return shelf.draft ? { ...shelf, draft: null } : shelf;
  const base = shelf.draft ? shelf.draft.base : shelf.outbox.length > 0 ? null : baseOf(shelf.copy);
  return { ...shelf, draft: { body, base, changedAt: now, trouble: null } };
}

/** The person began a document of a new id. On a shelf that holds anything already it is an edit like any other. */
export function begun(shelf: Shelf, body: Json, now: number): Shelf {
  if (shelf.copy || shelf.draft || shelf.outbox.length > 0) return edited(shelf, body, now);
  return { ...shelf, draft: { body, base: { revision: 0, body: null, isNew: true }, changedAt: now, trouble: null } };
}

/** Nothing of it has ever left this device. */
export const isOnlyHere = ({ copy, draft, outbox }: Shelf): boolean => copy === null && outbox.length === 0 && draft?.base?.isNew === true;

/** The person let go of the draft. Saves already on their way go on. */
export const discarded = (shelf: Shelf): Shelf => (shelf.draft ? { ...shelf, draft: null } : shelf);

export interface NewSave extends Pick<Outgoing, 'saveKey' | 'reason' | 'holder'> {
  readonly order: number;
  readonly now: number;
}

/** The draft becomes a save on its way. */
export function saved(shelf: Shelf, { saveKey, reason, holder, order, now }: NewSave): Shelf {
  const { draft } = shelf;
  if (!draft) return shelf;
  const outgoing: Outgoing = { saveKey, order, body: draft.body, reason, base: draft.base, holder, madeAt: now, state: 'waiting', attempts: 0, retryAt: 0 };
  return { ...shelf, draft: null, outbox: [...shelf.outbox, outgoing] };
}

/** The gateway took the save. */
export function taken(shelf: Shelf, saveKey: string, { revision, at }: Pick<DocumentCopy, 'revision' | 'at'>, author: DocumentCopy['author']): Shelf {
  const [first, ...rest] = shelf.outbox;
  if (first?.saveKey !== saveKey) return shelf;
  const holder = first.holder ?? (shelf.copy ? { owner: shelf.copy.owner, unit: shelf.copy.unit } : { owner: 'me' as const });
  const copy: DocumentCopy = { revision, deleted: false, body: first.body, at, author, owner: holder.owner, unit: 'unit' in holder ? holder.unit : null, mayEdit: true };
  const isNews = !shelf.copy || shelf.copy.revision <= revision;
  return tidied(followed({ ...shelf, copy: isNews ? copy : shelf.copy, outbox: rest }, { revision, body: first.body }));
}

/** Gives whoever is first in line now its base. */
function followed(shelf: Shelf, base: Base): Shelf {
  const [first, ...rest] = shelf.outbox;
  if (first) return { ...shelf, outbox: [{ ...first, base }, ...rest] };
  return shelf.draft ? { ...shelf, draft: { ...shelf.draft, base } } : shelf;
}

/** A draft that says what the server says is none. */
const tidied = (shelf: Shelf): Shelf =>
  shelf.draft && shelf.outbox.length === 0 && shelf.copy && !shelf.copy.deleted && isSame(shelf.draft.body, shelf.copy.body) ? { ...shelf, draft: null } : shelf;

/**
 * Somebody else was faster, and `current` stands. Where that is what the person wanted, it is done; where it is what the person saw
 * (changed and changed back), the save goes up again on it; otherwise the person chooses.
 */
export function clashed(shelf: Shelf, saveKey: string, current: DocumentCopy): Shelf {
  const [first, ...rest] = shelf.outbox;
  if (first?.saveKey !== saveKey) return shelf;
  const known: Shelf = { ...shelf, copy: current };
  if (!current.deleted && isSame(current.body, first.body)) return tidied(followed({ ...known, outbox: rest }, baseOf(current)));
  const unharmed = first.attempts < MOST_REBASES && first.base !== null && !current.deleted && first.base.revision > 0 && isSame(current.body, first.base.body);
  const next: Outgoing = unharmed ? { ...first, base: baseOf(current), attempts: first.attempts + 1, retryAt: 0 } : { ...first, state: 'conflict', attempts: 0, retryAt: 0 };
  return { ...known, outbox: [next, ...rest] };
}

/**
 * The gateway will not take the save, however often it is sent. What the person made goes on in the next save, which came after it, or
 * is a draft again with the reason beside it.
 */
export function refused(shelf: Shelf, saveKey: string, trouble: Trouble, now: number): Shelf {
  const [first, next, ...rest] = shelf.outbox;
  if (first?.saveKey !== saveKey) return shelf;
  if (next) return { ...shelf, outbox: [{ ...next, base: first.base, holder: next.holder ?? first.holder }, ...rest] };
  const body = shelf.draft?.body ?? first.body;
  const draft: Draft = { body, base: first.base, changedAt: shelf.draft?.changedAt ?? now, trouble };
  return { ...shelf, outbox: [], draft };
}

/** Nobody answered: again, not before `retryAt`. */
export function postponed(shelf: Shelf, saveKey: string, retryAt: number): Shelf {
  const [first, ...rest] = shelf.outbox;
  if (first?.saveKey !== saveKey) return shelf;
  return { ...shelf, outbox: [{ ...first, attempts: first.attempts + 1, retryAt }, ...rest] };
}

/**
 * The server's document as it answered; null where there is none for this person. An answer that was on its way while a newer one
 * arrived (`seen` is the revision known when it was asked for) changes nothing; otherwise the server is right, even if it went back.
 */
export function fetched(shelf: Shelf, copy: DocumentCopy | null, seen: number | null): Shelf {
  const known = shelf.copy?.revision ?? null;
  if (known !== seen && known !== null && (copy === null || copy.revision < known)) return shelf;
  return tidied({ ...shelf, copy });
}

/** `body`: both brought together by the person. */
export type Choice = 'mine' | 'theirs' | { readonly body: Json };

/** The person chose. Theirs lets go of everything unsent of this document. */
export function resolved(shelf: Shelf, choice: Choice, save: NewSave): Shelf {
  const [first, ...rest] = shelf.outbox;
  if (first?.state !== 'conflict') return shelf;
  const base = baseOf(shelf.copy);
  if (choice === 'theirs') return { ...shelf, outbox: [], draft: null };
  if (choice === 'mine') return { ...shelf, outbox: [{ ...first, state: 'waiting', base, attempts: 0, retryAt: 0 }, ...rest] };
  const holder = save.holder ?? first.holder;
  const merged: Outgoing = { ...first, saveKey: save.saveKey, order: save.order, body: choice.body, reason: save.reason, holder, madeAt: save.now, base, state: 'waiting', attempts: 0, retryAt: 0 };
  return { ...shelf, outbox: [merged], draft: null };
}
