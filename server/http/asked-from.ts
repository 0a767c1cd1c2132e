import type { FastifyRequest } from 'fastify';

/** Where a request came from, for the audit: the address as a trusted front says it, and the id under which the log has the rest. */
export const askedFrom = (request: Pick<FastifyRequest, 'ip' | 'id'>): { readonly address: string; readonly request: string } => ({ address: request.ip, request: request.id });
