import type { ServerResponse } from 'node:http';

/** Closed list of what this server itself says no with; a source's own refusals pass through untouched. */
export type ProblemCode =
  | 'unknown-source'
  | 'bad-path'
  | 'method-not-allowed'
  | 'request-too-large'
  | 'upstream-unreachable'
  | 'upstream-timeout'
  | 'upstream-redirect'
  | 'not-found'
  | 'internal';

const STATUS: Readonly<Record<ProblemCode, number>> = {
  'unknown-source': 404,
  'bad-path': 400,
  'method-not-allowed': 405,
  'request-too-large': 413,
  'upstream-unreachable': 502,
  'upstream-timeout': 504,
  'upstream-redirect': 502,
  'not-found': 404,
  internal: 500,
};

/** Says nothing of hosts, addresses, paths or stacks: the code is enough to look it up. */
export const problemBody = (code: ProblemCode): string => JSON.stringify({ status: STATUS[code], code });
export const problemStatus = (code: ProblemCode): number => STATUS[code];

/** Answers with RFC 9457 problem+json; does nothing where headers have already gone. */
export function sendProblem(res: ServerResponse, code: ProblemCode, headers: Readonly<Record<string, string>> = {}): void {
  if (res.headersSent || res.destroyed) return;
  const body = problemBody(code);
  res.writeHead(STATUS[code], {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...headers,
  });
  res.end(body);
}
