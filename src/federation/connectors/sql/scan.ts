import { refuse, said } from '../../fault';

/** A piece of a statement. `word` is unquoted, `name` a quoted identifier (its text without quotes), `hole` a parameter. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'hole' | 'symbol' | 'space';
  readonly text: string;
  /** As it stands in the statement. */
  readonly written: string;
}

/** In turn; `::` is a cast and no parameter. */
const FORMS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['space', /[ \t\n\r]+/y],
  ['text', /'(?:[^']|'')*'/y],
  ['name', /"(?:[^"]|"")*"/y],
  ['symbol', /::/y],
  ['hole', /:[a-z][a-z0-9_]*/y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['number', /\d[\d.]*(?:[eE][+-]?\d+)?/y],
  ['symbol', /[^\s'"]/uy],
];

const PLACE = '/request/statement';
const no = (expected: string, got: string): never => refuse('misconfigured', PLACE, expected, said(got));

/** What engines read differently, or what would stand for a parameter that is not ours. */
function checkSymbols(statement: string): void {
  if (/--|\/\*|\*\//.test(statement.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ''))) no('a statement without comments', 'a comment');
  if (/\\/.test(statement)) no('a statement without backslashes: engines disagree on them', 'a backslash');
  if (/[uU]&['"]/.test(statement)) no('text and names as they are', 'U&');
  if (/(?![\t\n\r])\p{Cc}/u.test(statement)) no('plain text', 'a control character');
}
const STRANGE: Readonly<Record<string, string>> = { ';': 'one statement, without a semicolon', $: "parameters as :name, text in '…'", '?': 'parameters as :name', '{': 'parameters as :name', '}': 'parameters as :name', '`': 'names in "…"', '@': 'no session variables', '#': 'no # (an operator here, a comment there)' };

/** The tokens of a statement; refuses what is no single plain statement for every engine alike. */
export function scan(statement: string): readonly Token[] {
  checkSymbols(statement);
  const tokens: Token[] = [];
  for (let at = 0; at < statement.length;) {
    const token = tokenAt(statement, at) ?? no('text and names that are closed', statement.slice(at, at + 20));
    if (token.kind === 'symbol' && Object.hasOwn(STRANGE, token.text)) no(STRANGE[token.text] ?? '', token.text);
    tokens.push(token);
    at += token.written.length;
  }
  checkBrackets(tokens);
  return tokens;
}

function tokenAt(statement: string, at: number): Token | undefined {
  for (const [kind, form] of FORMS) {
    form.lastIndex = at;
    const written = form.exec(statement)?.[0];
    if (written === undefined) continue;
    const inner = written.slice(1, -1);
    const text = kind === 'text' ? inner.replaceAll("''", "'") : kind === 'name' ? inner.replaceAll('""', '"') : kind === 'hole' ? written.slice(1) : written;
    return { kind, text, written };
  }
  return undefined;
}

/** A statement that closes what it did not open would escape from what is put around it. */
function checkBrackets(tokens: readonly Token[]): void {
  let depth = 0;
  for (const { kind, text } of tokens) {
    if (kind !== 'symbol') continue;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0) no('brackets in pairs', depth < 0 ? 'a ) too many' : 'a ( too many');
}
