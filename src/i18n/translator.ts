/** Messages by key. A text may hold `{name}` places and, for English counts, two forms apart by ` | ` chosen by `count`. */
export type Messages = Readonly<Record<string, string>>;
export type Params = Readonly<Record<string, string | number>>;

/**
 * The text of `key` from the first table that has it, with `{name}` places filled.
 * A key nobody knows is returned as it is, so that it is seen and mended, never a blank.
 */
export function translate(tables: readonly Messages[], key: string, params: Params = {}): string {
  const found = tables.find((table) => key in table)?.[key] ?? key;
  const forms = found.split(' | ');
  const text = forms.length === 2 ? forms[params['count'] === 1 ? 0 : 1] ?? found : found;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
