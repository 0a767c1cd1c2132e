import type { IncomingMessage } from 'node:http';

/** Questions are short; anything longer is a mistake. */
const MAX_BYTES = 256 * 1024;

/** The body of a request as text; null where it is too long. */
export async function readBody(req: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > MAX_BYTES) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}
