import { inject } from 'vue';
import type { InjectionKey } from 'vue';
import type { QueryClient } from './query-client';

/** Provided once at the application: the page has one query client. */
export const QUERY_CLIENT: InjectionKey<QueryClient> = Symbol('query-client');

export function useQueryClient(): QueryClient {
  const client = inject(QUERY_CLIENT);
  if (!client) throw new Error('Nothing above provides QUERY_CLIENT');
  return client;
}
