/*
 * The part of PromQL that the province's questions use: selectors, `sum|avg|min|max|count` with `by`, `rate`, `increase` and
 * `…_over_time` over a range, arithmetic. Everything else is refused as Prometheus refuses what it cannot parse.
 */

export const AGGREGATES = ['sum', 'avg', 'min', 'max', 'count'] as const;
export const RANGE_FUNCTIONS = ['rate', 'increase', 'avg_over_time', 'min_over_time', 'max_over_time', 'sum_over_time'] as const;

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'select'; readonly matchers: readonly Matcher[]; readonly range: number | null }
  | { readonly kind: 'aggregate'; readonly name: (typeof AGGREGATES)[number]; readonly by: readonly string[]; readonly of: Expression }
  | { readonly kind: 'over'; readonly name: (typeof RANGE_FUNCTIONS)[number]; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: '+' | '-' | '*' | '/'; readonly left: Expression; readonly right: Expression };

/** What Prometheus would answer 400 `bad_data` with. */
export class BadQuery extends Error {}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'duration' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s+|#[^\n]*|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`)|(?<duration>\[\s*(?:\d+(?:ms|[smhdwy]))+\s*\])|(?<number>\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|(?<name>[a-zA-Z_:][\w:]*)|(?<sign>=~|!~|!=|[={}(),+\-*/])/iy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found) throw new BadQuery(`1:${at + 1}: parse error: unexpected character: ${JSON.stringify(text[at])}`);
    const [kind] = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind) tokens.push({ kind: kind as Token['kind'], text: found[0], at });
  }
  return [...tokens, { kind: 'end', text: 'end of input', at: text.length }];
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 };
const secondsOf = (text: string): number => [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce((sum, [, count = '0', unit = 's']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? 0), 0);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
const unquoted = (text: string): string => (text.startsWith('`') ? text.slice(1, -1) : text.slice(1, -1).replace(/\\(.)/gs, (_, letter: string) => ESCAPES[letter] ?? letter));

const OPERATORS = ['=~', '!~', '!=', '='] as const;

/** Reads one expression from its tokens, the usual way: a sum of products of terms. */
class Reading {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Expression {
    const read = this.#sum();
    if (this.#peek().kind !== 'end') throw this.#bad();
    return read;
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#position, this.#tokens.length - 1)] ?? { kind: 'end', text: '', at: 0 };
  }

  #bad(): BadQuery {
    const { kind, text, at } = this.#peek();
    return new BadQuery(`1:${at + 1}: parse error: unexpected ${kind === 'end' ? 'end of input' : JSON.stringify(text)}`);
  }

  #next(kind: Token['kind']): string {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#bad();
    this.#position += 1;
    return token.text;
  }

  #take(sign: string): boolean {
    if (this.#peek().text !== sign || this.#peek().kind !== 'sign') return false;
    this.#position += 1;
    return true;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) throw this.#bad();
  }

  #labels(): string[] {
    this.#need('(');
    const list: string[] = [];
    while (!this.#take(')')) {
      list.push(this.#next('name'));
      if (!this.#take(',') && this.#peek().text !== ')') throw this.#bad();
    }
    return list;
  }

  #matchers(): Matcher[] {
    const list: Matcher[] = [];
    while (!this.#take('}')) {
      const label = this.#next('name');
      const operator = OPERATORS.find((each) => each === this.#peek().text);
      if (!operator) throw this.#bad();
      this.#position += 1;
      list.push({ label, operator, value: unquoted(this.#next('string')) });
      if (!this.#take(',') && this.#peek().text !== '}') throw this.#bad();
    }
    return list;
  }

  #selector(metric: string | null): Expression {
    const own: Matcher[] = metric === null ? [] : [{ label: '__name__', operator: '=', value: metric }];
    const all = metric === null || this.#take('{') ? [...own, ...this.#matchers()] : own;
    if (!all.some(({ operator, value }) => operator.startsWith('=') && value !== '')) throw new BadQuery('1:1: parse error: vector selector must contain at least one non-empty matcher');
    return { kind: 'select', matchers: all, range: this.#peek().kind === 'duration' ? secondsOf(this.#next('duration')) : null };
  }

  #by(): string[] | null {
    if (this.#peek().text !== 'by') return null;
    this.#position += 1;
    return this.#labels();
  }

  #inBrackets(): Expression {
    this.#need('(');
    const of = this.#sum();
    this.#need(')');
    return of;
  }

  #aggregate(name: (typeof AGGREGATES)[number]): Expression {
    const before = this.#by();
    const of = this.#inBrackets();
    return { kind: 'aggregate', name, by: before ?? this.#by() ?? [], of };
  }

  #called(word: string): Expression {
    const name = RANGE_FUNCTIONS.find((each) => each === word);
    if (!name) throw new BadQuery(`1:${this.#peek().at - word.length + 1}: parse error: unknown function with name ${JSON.stringify(word)}`);
    const of = this.#inBrackets();
    if (of.kind !== 'select' || of.range === null) throw new BadQuery(`1:1: parse error: expected type range vector in call to function ${JSON.stringify(word)}, got instant vector`);
    return { kind: 'over', name, of };
  }

  #term(): Expression {
    const { kind, text } = this.#peek();
    if (text === '(' && kind === 'sign') return this.#inBrackets();
    if (this.#take('{')) return this.#selector(null);
    if (this.#take('-')) return { kind: 'binary', operator: '*', left: { kind: 'number', value: -1 }, right: this.#term() };
    if (kind === 'number') return { kind: 'number', value: Number(this.#next('number')) };
    const word = this.#next('name');
    const aggregate = AGGREGATES.find((each) => each === word);
    if (aggregate && ['(', 'by'].includes(this.#peek().text)) return this.#aggregate(aggregate);
    return this.#peek().text === '(' ? this.#called(word) : this.#selector(word);
  }

  #chain(signs: readonly ('+' | '-' | '*' | '/')[], part: () => Expression): Expression {
    let left = part();
    for (;;) {
      const operator = signs.find((sign) => this.#take(sign));
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: part() };
    }
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#term()));
  }
}

/** Reads one expression. Throws {@link BadQuery} in Prometheus's words. */
export const parsePromQl = (text: string): Expression => new Reading(text).whole();
