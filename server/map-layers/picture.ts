import { createHash } from 'node:crypto';

/** A picture as it goes to a reader. */
export interface Picture {
  readonly bytes: Buffer;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';
  readonly etag: string;
}

/** What a body is, by its first bytes and never by what it is called; null where it is no picture. */
export function pictureTypeOf(body: Uint8Array): Picture['type'] | null {
  const starts = (at: number, ...bytes: readonly number[]): boolean => bytes.every((byte, offset) => body[at + offset] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return starts(0, 0x47, 0x49, 0x46, 0x38) ? 'image/gif' : null;
}

/** Null where the bytes are no picture. */
export function pictureOf(body: Uint8Array): Picture | null {
  const type = pictureTypeOf(body);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return type && { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

/** One pixel that shows nothing: what a service without anything in a place is drawn as. */
export const NOTHING: Picture = {
  bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=', 'base64'),
  type: 'image/png', etag: '"nothing"',
};
