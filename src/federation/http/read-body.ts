/** What the adapters hand over: a web stream in the browser, a Node stream elsewhere. */
type NodeStream = AsyncIterable<Uint8Array> & { destroy(): unknown };
type BodyStream = ReadableStream<Uint8Array> | NodeStream;

const isNodeStream = (stream: BodyStream): stream is NodeStream => 'destroy' in stream;

async function* webChunks(stream: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  // The stream may already be broken, which is then why reading stopped: nothing more to say about it.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function* nodeChunks(stream: NodeStream, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const stop = (): void => void stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* stream;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** The pieces of a body as they arrive. Throws what the stream throws where the far side broke off; ends where `signal` is aborted. */
export const bodyChunks = (stream: unknown, signal: AbortSignal): AsyncGenerator<Uint8Array, void> =>
  isNodeStream(stream as BodyStream) ? nodeChunks(stream as NodeStream, signal) : webChunks(stream as ReadableStream<Uint8Array>, signal);

/** Lets go of a body nobody will read. */
export function discardBody(stream: unknown): void {
  if (typeof stream !== 'object' || stream === null) return;
  if (isNodeStream(stream as BodyStream)) (stream as NodeStream).destroy();
  else void (stream as ReadableStream).cancel().catch(() => undefined);
}

/**
 * Reads a body, cutting it at `maxBytes` while it arrives: bytes after decompression, so that a small bomb stays small.
 * Null where it is larger. Throws what the stream throws where the far side broke off, and the reason where `signal` was aborted.
 */
export async function readBody(stream: unknown, maxBytes: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (stream) {
    for await (const chunk of bodyChunks(stream, signal)) {
      size += chunk.byteLength;
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
  }
  signal.throwIfAborted();
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}
