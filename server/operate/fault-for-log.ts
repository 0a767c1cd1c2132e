import { plainText } from '../http/plain-text';

/** What the log says of a fault: kind, code, a bounded message without places of the network or the disk, and where in our code. */
export interface LoggedFault {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** `server/state/create-documents.ts:31`, the innermost of ours first. */
  readonly at?: readonly string[];
}

const MESSAGE_LENGTH = 200;
const PLACES = 4;
/** A value of ours never has these forms; a value of somebody's might. */
const ELSEWHERE = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"']{1,500}|(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?|(?<![\w.])\/(?:[\w.@-]{1,100}\/)+[\w.@-]{0,100}/gi;
const QUOTED = /"[^"]{0,500}"|'[^']{0,500}'/g;

/**
 * Reduces anything thrown. Of a database or system fault only the code stays: its message may hold a value, a statement or an address.
 */
export function faultForLog(fault: unknown): LoggedFault {
  if (!(fault instanceof Error)) return { type: typeof fault };
  const code = 'code' in fault && typeof fault.code === 'string' ? plainText(fault.code, 40) : undefined;
  const fromOutside = code !== undefined && /^(E[A-Z]+|[0-9A-Z]{5})$/.test(code);
  const at = placesOf(fault.stack ?? '');
  return {
    type: plainText(fault.name, 60),
    ...(code === undefined ? {} : { code }),
    ...(fromOutside ? {} : { message: plainText(fault.message.slice(0, 2_000).replace(ELSEWHERE, '…').replace(QUOTED, '"…"'), MESSAGE_LENGTH) }),
    ...(at.length === 0 ? {} : { at }),
  };
}

function placesOf(stack: string): string[] {
  const places: string[] = [];
  for (const line of stack.slice(0, 10_000).split('\n')) {
    const match = /^ {4}at .*?\b((?:server|src|mock)\/[\w./-]{1,200}:\d{1,6})/.exec(line);
    if (match?.[1] && !line.includes('node_modules')) places.push(match[1]);
    if (places.length === PLACES) break;
  }
  return places;
}
