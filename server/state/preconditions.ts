import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../http/problems';
import type { Expected } from './change';

/** A front that compresses marks the tag as weak: the revision is the same. */
const TAG = /^(?:W\/)?"([1-9]\d{0,9})"$/;
const SAVE_KEY = /^[\w.:~+/=-]{16,200}$/;

/** What a change says it stands on. Throws `precondition-needed` where it says nothing and must, `bad-request` where it cannot be read. */
export function expectedOf(headers: IncomingHttpHeaders, needed: boolean): Expected {
  const { 'if-match': match, 'if-none-match': none } = headers;
  if (match === undefined && none === undefined) {
    if (needed) throw new Problem('precondition-needed', { at: 'headers/if-match', expected: 'If-Match: "<revision>" or If-None-Match: *' });
    return 'any';
  }
  if (match !== undefined && none !== undefined) throw new Problem('bad-request', { at: 'headers/if-none-match', expected: 'one of If-Match and If-None-Match' });
  if (none !== undefined) {
    if (none.trim() !== '*') throw new Problem('bad-request', { at: 'headers/if-none-match', expected: '*', got: none });
    return 'none';
  }
  const revision = TAG.exec(match?.trim() ?? '')?.[1];
  if (revision === undefined) throw new Problem('bad-request', { at: 'headers/if-match', expected: '"<revision>"', got: match ?? '' });
  return { match: Number(revision) };
}

/** The key under which a change is done once, however often it is sent. */
export function saveKeyOf(headers: IncomingHttpHeaders): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && SAVE_KEY.test(key)) return key;
  throw new Problem('bad-request', { at: 'headers/idempotency-key', expected: '16 to 200 letters, digits or . : ~ + / = - _' });
}
