import type { EventRow, Events } from '@/domain/dataset';

/**
 * A personal field of one row, as a widget may treat it.
 * - `masked`: the gateway withheld it; drawn by `MaskedValue`, exported as hidden, never as missing.
 * - `text` with `disclosed`: shown in full, for a purpose the reader stated.
 * - `text` without: the widget gives at most a hint of it (direct mode, where the source's own answer is read).
 */
export type PersonalValue =
  | { readonly kind: 'masked' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string; readonly disclosed: boolean };

export function personalValue(events: Events, row: EventRow, field: string): PersonalValue {
  const declared = events.fields.find((one) => one.id === field);
  if (declared?.masked) return { kind: 'masked' };
  const value = row.values[field];
  if (typeof value !== 'string' || value.trim() === '') return { kind: 'missing' };
  return { kind: 'text', text: value, disclosed: declared?.disclosed === true };
}
