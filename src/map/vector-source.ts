import { PmtilesSource } from 'protomaps-leaflet';

const SHAPES = 'application/x-protobuf';

/** One square as our gateway gives it; null where there is nothing. Rejects where it cannot be had, as the library wants it. */
export async function askSquare(address: string, signal: AbortSignal | undefined): Promise<ArrayBuffer | null> {
  const reply = await fetch(address, { credentials: 'same-origin', redirect: 'error', ...(signal ? { signal } : {}) });
  if (reply.status === 204) return null;
  if (!reply.ok || reply.headers.get('content-type')?.startsWith(SHAPES) !== true) throw new Error(`no shapes: ${reply.status}`);
  const data = await reply.arrayBuffer();
  return data.byteLength === 0 ? null : data;
}

/**
 * Squares of shapes by the address of one. The library reads what is in a square; where squares come from, and that a refusal is
 * never read as one, is ours: archives themselves are opened by the gateway alone.
 */
export function gatewaySource(urlTemplate: string): PmtilesSource {
  const source = new PmtilesSource(urlTemplate, true);
  source.p.getZxy = async (z, x, y, signal) => {
    const data = await askSquare(urlTemplate.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)), signal);
    return data === null ? undefined : { data };
  };
  return source;
}
