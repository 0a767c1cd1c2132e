import type { FastifyRequest } from 'fastify';
import type { Core } from '../core';

const LONGEST_AGENT = 200;

/** What the browser says it is, in one plain line. */
export const agentOf = (request: FastifyRequest): string => (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]+/g, ' ').trim().slice(0, LONGEST_AGENT);

/** Which of the portal's own origins the browser used; a host that is none of them gets the first. */
export function originOf({ settings: { origins } }: Core, request: FastifyRequest): string {
  const used = origins.find((origin) => URL.canParse(origin) && new URL(origin).host === request.host.toLowerCase()) ?? origins[0];
  if (used === undefined) throw new Error('no origin is configured');
  return used;
}
