import type { EventField, Events } from '@/domain/dataset';
import type { Ask } from '@/federation/answer';

/**
 * The gateway gives a personal field in full only while a stated purpose stands. Such a field is marked, so that no widget masks it again and
 * the host can cover it the moment the purpose ends, also without a network.
 */
export const askDisclosing = (ask: Ask): Ask => async (query, signal) => {
  const result = await ask(query, signal);
  if (!result.ok || result.value.data.kind !== 'events' || !result.value.data.fields.some(isOpen)) return result;
  return { ok: true, value: { ...result.value, data: disclosed(result.value.data) } };
};

const isOpen = (field: EventField): boolean => field.personal && !field.masked;
const disclosed = (events: Events): Events => ({ ...events, fields: events.fields.map((field) => (isOpen(field) ? { ...field, disclosed: true as const } : field)) });
