import type { Base, DocumentCopy, Draft, Outgoing, ShelfId } from './work-record';
import { WORK_VERSION } from './work-record';

/** A row from disk is a boundary like any other. `newer`: of a later portal, neither to be read nor overwritten. */
export type ParsedRow<T> = { readonly kind: 'row'; readonly at: ShelfId; readonly value: T } | { readonly kind: 'absent' } | { readonly kind: 'corrupt' } | { readonly kind: 'newer' };

type Fields = { readonly [name: string]: unknown };

export const parseCopy = (raw: unknown): ParsedRow<DocumentCopy> => parsed(raw, (row) => row['copy'], isCopy);
export const parseDraft = (raw: unknown): ParsedRow<Draft> => parsed(raw, (row) => row['draft'], isDraft);
export const parseOutgoing = (raw: unknown): ParsedRow<Outgoing> => parsed(raw, outgoingOf, isOutgoing);

function parsed<T>(raw: unknown, valueOf: (row: Fields) => unknown, is: (value: unknown) => value is T): ParsedRow<T> {
  if (raw === undefined) return { kind: 'absent' };
  if (!isFields(raw)) return { kind: 'corrupt' };
  const { v, owner, kind, id } = raw;
  if (typeof v === 'number' && v > WORK_VERSION) return { kind: 'newer' };
  const value = valueOf(raw);
  if (v !== WORK_VERSION || typeof owner !== 'string' || typeof kind !== 'string' || typeof id !== 'string' || !is(value)) return { kind: 'corrupt' };
  return { kind: 'row', at: { owner, kind, id }, value };
}

function outgoingOf(row: Fields): Fields {
  const { v: _v, owner: _owner, kind: _kind, id: _id, shelf: _shelf, ...outgoing } = row;
  return outgoing;
}

function isCopy(value: unknown): value is DocumentCopy {
  if (!isFields(value) || !isFields(value['author'])) return false;
  const { author, revision, deleted, at, owner, unit, mayEdit } = value;
  return isRevision(revision) && typeof deleted === 'boolean' && isNumber(at) && (owner === 'me' || owner === 'unit') && isTextOrNull(unit)
    && typeof mayEdit === 'boolean' && typeof author['id'] === 'string' && isTextOrNull(author['name']) && 'body' in value;
}

function isDraft(value: unknown): value is Draft {
  if (!isFields(value)) return false;
  const { base, changedAt, trouble } = value;
  return 'body' in value && isBase(base) && isNumber(changedAt) && (trouble === null || (isFields(trouble) && typeof trouble['code'] === 'string' && isNumber(trouble['status'])));
}

function isOutgoing(value: unknown): value is Outgoing {
  if (!isFields(value)) return false;
  const { saveKey, order, reason, base, holder, madeAt, state, attempts, retryAt } = value;
  return typeof saveKey === 'string' && saveKey !== '' && isNumber(order) && typeof reason === 'string' && isBase(base) && (holder === null || isFields(holder))
    && isNumber(madeAt) && (state === 'waiting' || state === 'conflict') && isNumber(attempts) && isNumber(retryAt) && 'body' in value;
}

const isBase = (value: unknown): value is Base | null => value === null || (isFields(value) && isNumber(value['revision']) && 'body' in value);
const isRevision = (value: unknown): boolean => isNumber(value) && value >= 1;
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
