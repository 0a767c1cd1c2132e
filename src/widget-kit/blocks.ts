import type { Figure } from '@/domain/figure';
import type { Text } from '@/domain/text';

/** A label a widget says: one of its own message keys with parameters, or a text from the pack. */
export type Label =
  | { readonly key: string; readonly params?: { readonly [name: string]: string | number } }
  | { readonly text: Text }
  | { readonly literal: string };

/** What a widget gives to a report; writers know nothing of widgets. Figures stay figures until a writer prints them. */
export type Block =
  | { readonly kind: 'heading'; readonly label: Label }
  | { readonly kind: 'figure'; readonly label: Label; readonly figure: Figure; readonly comparisons: readonly { readonly label: Label; readonly figure: Figure }[] }
  | { readonly kind: 'table'; readonly caption: Label; readonly columns: readonly BlockColumn[]; readonly rows: readonly BlockRow[] }
  | { readonly kind: 'note'; readonly label: Label };

export interface BlockColumn {
  readonly id: string;
  readonly label: Label;
  /** Headers above, outermost first, for forms with deep header rows. */
  readonly above?: readonly Label[];
  readonly align: 'start' | 'end';
}
export interface BlockRow {
  readonly id: string;
  readonly emphasis?: 'total' | 'group';
  readonly cells: readonly ({ readonly label: Label } | { readonly figure: Figure })[];
}
