import type { ServerResponse } from 'node:http';

/** A year; browsers then never ask in plain HTTP again. */
const HSTS = 'max-age=31536000; includeSubDomains';

/** What every answer carries besides its own: nothing in it runs, is framed, is guessed at or is read by another site. */
export const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Put on the raw answer, before anything else: streams that leave the framework and answers to unreadable requests carry them too.
 * What a route sets itself under the same name replaces it. `secure`: the portal is reached over https.
 */
export function setAnswerHeaders(answer: ServerResponse, requestId: string, secure: boolean): void {
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) answer.setHeader(name, value);
  answer.setHeader('x-request-id', requestId);
  if (secure) answer.setHeader('strict-transport-security', HSTS);
}
