import { refuse, said } from '../../fault';
import { listAt, nameAt } from '../../shape';
import { scan, type Token } from './scan';

/** A statement that only reads, in pieces. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** Names of its parameters, in order of first use. */
  readonly holes: readonly string[];
}

const PLACE = '/request/statement';
const LONGEST = 20_000;
const BEGINS: readonly string[] = ['select', 'with', 'values'];
/** Words of statements that write, open files or change settings. A column of such a name is put in double quotes. */
const WRITES: ReadonlySet<string> = new Set([
  'insert', 'update', 'delete', 'merge', 'truncate', 'drop', 'alter', 'create', 'grant', 'revoke', 'copy', 'call', 'execute', 'prepare', 'deallocate', 'into', 'outfile', 'lock', 'vacuum',
  'attach', 'detach', 'optimize', 'settings', 'format', 'notify', 'listen',
]);

/** Reads a statement, given as text or as a list of lines. Refuses anything but one SELECT, WITH or VALUES. */
export function statementAt(value: unknown): Statement {
  const text = Array.isArray(value) ? listAt(value, PLACE).map((line, at) => nameAt(line, `${PLACE}/${at}`, 'misconfigured')).join('\n') : nameAt(value, PLACE, 'misconfigured');
  if (text.length > LONGEST) refuse('misconfigured', PLACE, `at most ${LONGEST} characters`, said(`${text.length}`));
  const tokens = scan(text);
  const first = tokens.find(({ kind }) => kind !== 'space');
  if (first?.kind !== 'word' || !BEGINS.includes(first.text.toLowerCase())) refuse('misconfigured', PLACE, 'SELECT, WITH or VALUES', first?.written);
  const writing = tokens.find(({ kind, text: word }) => kind === 'word' && WRITES.has(word.toLowerCase()));
  if (writing) refuse('misconfigured', PLACE, 'a statement that only reads (a column of this name: in double quotes)', writing.text);
  return { tokens, holes: [...new Set(tokens.flatMap(({ kind, text: name }) => (kind === 'hole' ? [name] : [])))] };
}

/** The statement in an engine's own writing; `fill` writes each parameter. */
export const written = ({ tokens }: Statement, fill: (name: string) => string): string =>
  tokens.map((token) => (token.kind === 'hole' ? fill(token.text) : token.written)).join('');
