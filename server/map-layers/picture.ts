import { createHash } from 'node:crypto';
import { isVectorTile } from './vector-tile';

/** A square as it goes to a reader: a picture, or shapes. */
export interface Picture {
  readonly bytes: Buffer;
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'application/x-protobuf';
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

function squareOf(body: Uint8Array, type: Picture['type']): Picture {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

/** Null where the bytes are no picture. */
export function pictureOf(body: Uint8Array): Picture | null {
  const type = pictureTypeOf(body);
  return type && squareOf(body, type);
}

/** Null where the bytes are no vector tile. */
export const shapesOf = (body: Uint8Array): Picture | null => (isVectorTile(body) ? squareOf(body, 'application/x-protobuf') : null);

/** One pixel that shows nothing: what a service without anything in a place is drawn as. */
export const NOTHING: Picture = {
  bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=', 'base64'),
  type: 'image/png', etag: '"nothing"',
};

/** The same of shapes: an empty message is a tile without any. */
export const NO_SHAPES: Picture = { bytes: Buffer.alloc(0), type: 'application/x-protobuf', etag: '"no-shapes"' };
