import { err, ok, type Result } from '@/domain/result';
import type { StopReason } from '../http/attempt';
import { bodyChunks, discardBody } from '../http/read-body';
import { problemOf, type GatewayProblem } from './call';
import { headerOf, sendCall, withDeadline } from './page-call';

/** A file the gateway made, whole. */
export interface GatewayFile {
  readonly bytes: Blob;
  /** As the gateway named it; null where it did not. */
  readonly name: string | null;
}
export interface FileOptions {
  readonly signal?: AbortSignal;
  /** Told of every piece: bytes so far, and of how many where that is known. */
  readonly onBytes?: (got: number, of: number | null) => void;
  /** A document may be composed, printed and read meanwhile; 120 s. */
  readonly deadlineMs?: number;
  /** For tests outside a page. */
  readonly origin?: string;
}

const DEADLINE_MS = 120_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** A file of our own gateway: whole, or a problem as `callGateway` tells it. Never throws. */
export async function fetchFile(path: string, options: FileOptions = {}): Promise<Result<GatewayFile, GatewayProblem>> {
  const { signal, done } = withDeadline(options.signal, options.deadlineMs ?? DEADLINE_MS);
  try {
    const reply = await sendCall({ origin: options.origin ?? '', method: 'GET', path, signal, headers: { Accept: '*/*' }, body: null });
    if (reply.status !== 200) return err(await problemOf(reply, signal));
    const length = Number(headerOf(reply, 'content-length') ?? NaN);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let got = 0;
    for await (const piece of bodyChunks(reply.data, signal)) {
      pieces.push(new Uint8Array(piece));
      got += piece.length;
      if (got > MAX_BYTES) {
        discardBody(reply.data);
        return err({ code: 'unexpected', status: reply.status, body: null });
      }
      options.onBytes?.(got, Number.isFinite(length) ? length : null);
    }
    if (signal.aborted) return err({ code: signal.reason as StopReason, status: 0, body: null });
    return ok({ bytes: new Blob(pieces, { type: headerOf(reply, 'content-type') ?? 'application/octet-stream' }), name: nameIn(headerOf(reply, 'content-disposition')) });
  } catch {
    // The stream tells a broken line and our own leaving by the same throw.
    return err({ code: signal.aborted ? (signal.reason as StopReason) : 'unreachable', status: 0, body: null });
  } finally {
    done();
  }
}

/** The name of a file as RFC 6266 tells it, `filename*` first; null where there is none that can be read. */
function nameIn(header: string | null): string | null {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  if (coded === undefined) return /filename="([^"]+)"/i.exec(header ?? '')?.[1] ?? null;
  try {
    return decodeURIComponent(coded.trim());
  } catch {
    return null;
  }
}
