import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How far a sender's clock may be off, and how long a signature is remembered, s. */
export const TOLERANCE_S = 5 * 60;
const LONGEST_HEADER = 512;
/** While a secret is changed a sender may sign with both. */
const MOST_SIGNATURES = 4;

export type Verdict = { readonly ok: true; readonly signature: string } | { readonly ok: false; readonly because: 'missing' | 'malformed' | 'old' | 'wrong' };
const no = (because: 'missing' | 'malformed' | 'old' | 'wrong'): Verdict => ({ ok: false, because });

/**
 * Holds `X-Signature: t=<epoch seconds>,v1=<hex>` against the body: HMAC-SHA256 over `<t>.<body>`, compared in constant time. A
 * signature of another moment than now is refused, so that a delivery that was overheard cannot be sent again later.
 */
export function verifySignature(header: unknown, body: Uint8Array, secret: string, nowMs: number): Verdict {
  if (header === undefined || header === '') return no('missing');
  if (typeof header !== 'string' || header.length > LONGEST_HEADER) return no('malformed');
  const parts = header.split(',').map((part) => part.trim());
  const [time, ...more] = parts.flatMap((part) => (/^t=\d{1,12}$/.test(part) ? [part.slice(2)] : []));
  const given = parts.flatMap((part) => (/^v1=[0-9a-f]{64}$/.test(part) ? [part.slice(3)] : []));
  if (time === undefined || more.length > 0 || given.length === 0 || given.length > MOST_SIGNATURES) return no('malformed');
  const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  // Every one is compared, so that the time taken tells nothing.
  const fitting = given.filter((signature) => timingSafeEqual(Buffer.from(signature, 'hex'), wanted));
  if (fitting.length === 0) return no('wrong');
  if (Math.abs(nowMs / 1_000 - Number(time)) > TOLERANCE_S) return no('old');
  return { ok: true, signature: wanted.toString('hex') };
}

/** `Authorization: Bearer <secret>`, for senders that cannot sign. */
export function verifyBearer(header: unknown, secret: string): Verdict {
  if (typeof header !== 'string' || header === '') return no('missing');
  const [, given] = /^Bearer ([\x21-\x7e]{1,512})$/.exec(header) ?? [];
  if (given === undefined) return no('malformed');
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret)) ? { ok: true, signature: '' } : no('wrong');
}
