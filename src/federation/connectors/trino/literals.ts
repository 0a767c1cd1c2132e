import type { Bound } from '../sql/parameters';

/** In a Trino string only the quote means anything; it is written twice. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const EMPTY: Readonly<Record<Bound['type'], string>> = {
  text: 'CAST(NULL AS varchar)', integer: 'CAST(NULL AS bigint)', number: 'CAST(NULL AS double)', date: 'CAST(NULL AS date)', 'text[]': 'CAST(NULL AS array(varchar))',
};

/** A value after `USING` of a prepared statement: one literal of its type, which the server binds. */
export function literal({ type, value }: Bound): string {
  if (value === null) return EMPTY[type];
  if (typeof value !== 'string') return `ARRAY[${value.map(quoted).join(', ')}]`;
  switch (type) {
    case 'integer': return `CAST(${quoted(value)} AS bigint)`;
    case 'number': return `CAST(${quoted(value)} AS double)`;
    case 'date': return `DATE ${quoted(value)}`;
    default: return quoted(value);
  }
}
