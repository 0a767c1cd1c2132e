import { createHash, randomBytes } from 'node:crypto';

/** A secret for a bearer: 256 bits, safe in a cookie and in an address. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Public name of a thing: unguessable too, but nobody is let in for knowing it. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Whether a text could be one of ours at all, so that nothing else reaches the database. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);
