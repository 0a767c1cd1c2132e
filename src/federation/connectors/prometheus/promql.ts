import type { Params } from '../../connector';
import { refuse, said } from '../../fault';
import { checkTemplate, fill, usesList } from '../rest-json/placeholders';

/** One piece of PromQL: a string literal with its quotes, or what stands between two of them (comments included). */
interface Piece {
  readonly text: string;
  readonly quote: '"' | "'" | '`' | null;
}

const PIECE = /#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|["'`]|[^"'`#]+/gs;

function piecesOf(expression: string, pointer: string): Piece[] {
  return [...expression.matchAll(PIECE)].map(([text]) => {
    const [first] = text;
    const quote = first === '"' || first === "'" || first === '`' ? first : null;
    if (quote && text.length < 2) refuse('misconfigured', pointer, 'PromQL whose strings end', said(text));
    return { text, quote };
  });
}

const HOLE = /\{[A-Za-z][\w-]*(?:\.\w+)?(?::[^{}"'`]+)?\}/;
/** A comparison of a label stands right before its value. */
const MATCHER = /(=~|!~|!=|=)\s*$/;

/** The operator before a piece that holds placeholders; refuses those that are no value of a label. */
function operatorBefore(pieces: readonly Piece[], at: number, pointer: string): string {
  const { quote, text = '' } = pieces[at] ?? { quote: null };
  const operator = MATCHER.exec(pieces[at - 1]?.text ?? '')?.[1];
  if (quote === null || quote === '`' || operator === undefined) return refuse('misconfigured', pointer, 'a placeholder inside the quoted value of a label', text);
  return operator;
}

/** Refuses PromQL whose strings do not end, and placeholders that stand anywhere but in the quoted value of a label. */
export function checkExpression(expression: string, names: readonly string[], pointer: string): void {
  const pieces = piecesOf(expression, pointer);
  pieces.forEach(({ text, quote }, at) => {
    if (!HOLE.test(text) || text.startsWith('#') || (quote === null && !names.some((name) => text.includes(`{${name}`)))) return;
    operatorBefore(pieces, at, pointer);
    checkTemplate(text.slice(1, -1).replace(/\{\d+(?:,\d*)?\}/g, ''), names, pointer);
  });
}

/** A value as it stands inside a quoted string: it can neither end the string nor begin an escape. Refuses control characters. */
export function quotedPart(value: string, quote: '"' | "'"): string {
  if (/\p{Cc}/u.test(value)) refuse('misconfigured', '/params', 'text on one line', value);
  return value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}

/** A value that a regular expression (RE2) takes literally. */
const literal = (value: string): string => value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');

/**
 * The expression with its parameters filled in. Only quoted label values hold placeholders, and what is put in stays inside its quotes;
 * in `=~` and `!~` it is taken literally, a list as a choice.
 */
export function filledExpression(expression: string, params: Params, pointer: string): string {
  const pieces = piecesOf(expression, pointer);
  return pieces.map(({ text, quote }, at) => {
    if (quote === null || quote === '`' || !HOLE.test(text)) return text;
    const pattern = operatorBefore(pieces, at, pointer).endsWith('~');
    if (!pattern && usesList(text, params)) refuse('misconfigured', pointer, '=~ before a list parameter', text);
    const filled = fill(text.slice(1, -1), params, (value) => quotedPart(pattern ? literal(value) : value, quote));
    if (filled.length === 0) refuse('misconfigured', pointer, 'parameters that are present', text);
    return `${quote}${filled.join('|')}${quote}`;
  }).join('');
}
