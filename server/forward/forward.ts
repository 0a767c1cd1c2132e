import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline, Transform } from 'node:stream';
import { sendProblem } from '../problem';
import { requestHeaders, responseHeaders } from './header-rules';
import type { Upstream } from './upstreams';

/** Questions are small; a larger one is not a question. Bytes. */
const MAX_REQUEST_BYTES = 256 * 1024;
const METHODS = new Set(['GET', 'POST']);

/**
 * Path and query to ask of the upstream, or null where the path tries to leave its base: dot segments, empty segments,
 * backslashes and control characters are refused in every encoding instead of being cleaned.
 */
export function upstreamTarget(base: URL, rest: string): string | null {
  const cut = rest.indexOf('?');
  const path = cut < 0 ? rest : rest.slice(0, cut);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  // A second layer of encoding hides dot segments from us and not from a source that decodes twice.
  if (/[\\\u0000-\u001f\u007f]|\/\/|%2e|%2f|%5c/i.test(`/${decoded}`)) return null;
  if (decoded.split('/').some((segment) => segment === '.' || segment === '..')) return null;
  return base.pathname + path + (cut < 0 ? '' : rest.slice(cut));
}

/** Counts the question on its way and fails the pipe where it is too long. */
function limited(maxBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) done(new Error('request-too-large'));
      else done(null, chunk);
    },
  });
}

/** Streams the source's reply on; where it breaks off, so does ours, that the browser sees truncation and not a short success. */
function relay(reply: IncomingMessage, res: ServerResponse): void {
  const status = reply.statusCode ?? 502;
  if (status >= 300 && status < 400 && status !== 304) {
    reply.destroy();
    sendProblem(res, 'upstream-redirect');
    return;
  }
  res.sendDate = false;
  res.writeHead(status, responseHeaders(reply.headers));
  // A `Content-Length` promised and not kept, a reset or a deadline all end here.
  pipeline(reply, res, (fault) => {
    if (fault || !reply.complete) res.destroy();
  });
}

/**
 * Passes one question to a configured source. `rest` is what follows `/sources/<id>/`, with its query, as received.
 * Refused → 502, silent beyond the source's deadline → 504, both problem+json; broken off mid-body → the reader's socket is destroyed.
 * The deadline is for the whole exchange, so that a drip cannot hold a connection.
 */
export function forward(req: IncomingMessage, res: ServerResponse, upstream: Upstream, rest: string): void {
  if (!METHODS.has(req.method ?? '')) return sendProblem(res, 'method-not-allowed', { allow: 'GET, POST' });
  const path = upstreamTarget(upstream.base, rest);
  if (path === null) return sendProblem(res, 'bad-path');
  if (Number(req.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) return sendProblem(res, 'request-too-large', { connection: 'close' });

  const send = upstream.base.protocol === 'https:' ? httpsRequest : httpRequest;
  let late = false;
  const asked = send({
    hostname: upstream.base.hostname,
    port: upstream.base.port,
    method: req.method,
    path,
    headers: requestHeaders(req.headers),
    agent: upstream.agent,
  });
  const deadline = setTimeout(() => {
    late = true;
    asked.destroy(new Error('deadline'));
  }, upstream.deadlineMs);

  const settle = (): void => clearTimeout(deadline);
  asked.on('response', (reply) => relay(reply, res));
  asked.on('error', (fault) => {
    settle();
    if (res.headersSent) res.destroy();
    else if (fault.message === 'request-too-large') sendProblem(res, 'request-too-large', { connection: 'close' });
    else sendProblem(res, late ? 'upstream-timeout' : 'upstream-unreachable');
  });
  // The reader left, or got everything: either way nobody waits for the source any more.
  res.on('close', () => {
    settle();
    asked.destroy();
  });
  if (req.method === 'GET') asked.end();
  else pipeline(req, limited(MAX_REQUEST_BYTES), asked, (fault) => { if (fault) asked.destroy(fault); });
}
