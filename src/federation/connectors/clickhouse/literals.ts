import type { Bound, ParameterType } from '../sql/parameters';

/** ClickHouse's types of parameters; an absent list is empty. */
const TYPES: Readonly<Record<ParameterType, string>> = { text: 'Nullable(String)', integer: 'Nullable(Int64)', number: 'Nullable(Float64)', date: 'Nullable(Date)', 'text[]': 'Array(String)' };

export const hole = (name: string, { type }: Bound): string => `{${name}:${TYPES[type]}}`;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\t': '\\t', '\n': '\\n' };
const quoted = (text: string): string => `'${text.replace(/[\\'\t\n]/g, (sign) => ESCAPES[sign] ?? sign)}'`;

/** The value of `param_<name>` (ClickHouse 19.14 and later): a line of tab-separated values, in which the backslash escapes. */
export function parameterValue({ value }: Bound): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return `[${value.map(quoted).join(',')}]`;
  return value.replace(/[\\\t\n]/g, (sign) => ESCAPES[sign] ?? sign);
}

/**
 * A value written into the statement, for servers without parameters. What it may hold was checked before: no control characters but
 * tab and line feed; numbers and dates are digits, points and dashes. In a string only the backslash and the quote mean anything.
 */
export function literal({ type, value }: Bound): string {
  if (typeof value !== 'string') return value === null ? (type === 'text[]' ? 'emptyArrayString()' : 'NULL') : `[${value.map(quoted).join(',')}]`;
  switch (type) {
    case 'integer': return `toInt64(${quoted(value)})`;
    case 'number': return `toFloat64(${quoted(value)})`;
    case 'date': return `toDate(${quoted(value)})`;
    default: return quoted(value);
  }
}
