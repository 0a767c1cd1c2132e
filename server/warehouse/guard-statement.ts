import { settled } from '@/federation/fault';
import { scan, type Token } from '@/federation/connectors/sql/scan';
import { statementAt } from '@/federation/connectors/sql/statement';
import { ALLOWED_CALLS } from './allowed-functions';

/** The one schema that statements may name. */
export const WAREHOUSE = 'warehouse';

/** Names of the server's own schemas, tables and settings. */
const OWN = /^(?:pg_|reg[a-z]+$)|^(?:information_schema|public|current_setting|current_user|session_user|current_role|current_catalog|current_schema|user|system_user|table)$/;

/**
 * What of a statement the embedded warehouse does not run, or null. It lies in the store that also holds sessions, rights and the audit
 * trail; so beside its role, which sees one schema, a statement may call what is on a list and name no other schema. `holes` were
 * replaced by `$1`… before, which is not read here.
 */
export function forbiddenIn(statement: string): string | null {
  const plain = statement.replace(/\(\$\d+::text\)|\$\d+/g, 'null');
  const read = settled(() => statementAt(plain));
  if (!read.ok) return read.error.expected;
  const tokens = scan(plain).filter(({ kind }) => kind !== 'space');
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== 'word' && token.kind !== 'name') continue;
    const word = token.kind === 'word' ? token.text.toLowerCase() : token.text;
    if (OWN.test(word.toLowerCase())) return 'tables of the warehouse';
    if (is(tokens[at + 1], '(') && !ALLOWED_CALLS.has(word)) return 'functions of the list';
    // A schema, a table and a column: more than two parts name another database or a schema that is not ours.
    if (is(tokens[at + 1], '.') && is(tokens[at + 3], '.') && word !== WAREHOUSE) return 'tables of the warehouse';
  }
  return null;
}

const is = (token: Token | undefined, text: string): boolean => token?.kind === 'symbol' && token.text === text;
