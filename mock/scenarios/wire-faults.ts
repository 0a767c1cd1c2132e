import type { IncomingMessage, ServerResponse } from 'node:http';
import { send, type Prepared } from '../http/send';
import type { Scenario } from './names';

const SLOW_MS = 2_000;
const DRIP_MS = 1_000;
/** Bytes that a truncated answer promises and does not send. */
const MISSING_BYTES = 1_000;

/** Resolves after `ms`, or at once when the asker has gone. */
export function pause(res: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, ms);
    res.once('close', done);
  });
}

/** 2 s ± 50 %; `turn` counts the questions, so that a run can be repeated. */
export const slowMs = (turn: number): number => SLOW_MS * (0.5 + ((turn * 0.618_034) % 1));

/** Tears the connection down so that the asker sees a reset. */
export function destroy(req: IncomingMessage): void {
  req.socket.resetAndDestroy();
}

/** Head and first half, then a reset. */
function sendThenReset(req: IncomingMessage, res: ServerResponse, { status, headers, body }: Prepared): void {
  res.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
  res.write(body.subarray(0, Math.max(1, body.length >> 1)), () => {
    // Let the bytes leave first: a reset overtakes what is still in the buffer.
    setTimeout(() => destroy(req), 30);
  });
}

/** All bytes under a larger Content-Length, then an orderly end. */
function sendTruncated(req: IncomingMessage, res: ServerResponse, { status, headers, body }: Prepared): void {
  res.writeHead(status, { ...headers, 'Content-Length': String(body.length + MISSING_BYTES), Connection: 'close' });
  res.write(body.subarray(0, Math.max(1, Math.floor(body.length * 0.8))), () => req.socket.end());
}

function sendDripping(res: ServerResponse, { status, headers, body }: Prepared): void {
  res.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
  let at = 0;
  const timer = setInterval(() => {
    if (at >= body.length) {
      clearInterval(timer);
      res.end();
    } else res.write(body.subarray(at, ++at));
  }, DRIP_MS);
  res.once('close', () => clearInterval(timer));
}

/** Sends the answer in the manner of the scenario. */
export function sendAs(scenario: Scenario, req: IncomingMessage, res: ServerResponse, prepared: Prepared): void {
  if (prepared.status === 304 || prepared.body.length === 0) return send(res, prepared);
  switch (scenario) {
    case 'reset': return sendThenReset(req, res, prepared);
    case 'truncated': return sendTruncated(req, res, prepared);
    case 'drip': return sendDripping(res, prepared);
    default: return send(res, prepared);
  }
}
