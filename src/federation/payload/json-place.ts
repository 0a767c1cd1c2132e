const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/uy;

/** What may come next. `first` and `key?` also admit the closing bracket. */
type Next = 'value' | 'first' | 'key' | 'key?' | 'colon' | 'end of value';

/** The state after a token, or null where it may not stand there. */
function step(next: Next, token: string, isText: boolean, open: string[]): Next | null {
  const closes = (token === ']' && open[open.length - 1] === '[') || (token === '}' && open[open.length - 1] === '{');
  if (closes && (next === 'end of value' || (next === 'first' && token === ']') || (next === 'key?' && token === '}'))) {
    open.pop();
    return 'end of value';
  }
  if (next === 'end of value') return token === ',' && open.length > 0 ? (open[open.length - 1] === '[' ? 'value' : 'key') : null;
  if (next === 'colon') return token === ':' ? 'value' : null;
  if (next === 'key' || next === 'key?') return isText ? 'colon' : null;
  if (token === '[' || token === '{') {
    open.push(token);
    return token === '[' ? 'first' : 'key?';
  }
  return /^[\]}:,]$/.test(token) ? null : 'end of value';
}

/**
 * Where a text stops being JSON (RFC 8259), as line and column from 1. Engines word this differently, and some quote the text,
 * which may be personal.
 */
export function placeOfFault(text: string): string {
  const open: string[] = [];
  let next: Next | null = 'value';
  let at = 0;
  for (TOKEN.lastIndex = 0; ; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (!found) break;
    next = step(next, found[0].trim(), found[2] !== undefined, open);
    if (next === null) break;
  }
  const fault = at + (/[^ \t\n\r]/.exec(text.slice(at))?.index ?? text.length - at);
  const lines = text.slice(0, fault).split('\n');
  return `line ${lines.length}, column ${(lines[lines.length - 1] ?? '').length + 1}`;
}
