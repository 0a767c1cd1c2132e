import { parseDay } from '../clock';
import type { Span, Standing } from './store';

/** A period as it is asked for: its name, which the system only repeats, and its civil days. */
export interface AskedPeriod {
  readonly code: string;
  readonly span: Span;
}

/** First and last day, both included, as forms print them. Undefined where they are no dates or the wrong way round. */
export function spanOf(first: string | null | undefined, last: string | null | undefined): Span | undefined {
  const from = parseDay(first);
  const until = parseDay(last);
  return from === undefined || until === undefined || until < from ? undefined : { from, to: until + 1 };
}

/** `<name>|<first day>|<last day>`, e.g. `calendar:2026-10|2026-10-01|2026-10-31`. */
export function periodAsked(text: string): AskedPeriod | undefined {
  const [code, first, last] = text.split('|');
  const span = spanOf(first, last);
  return code && span ? { code, span } : undefined;
}

/** How the system words the standing of a period. */
export const STANDING_CODES: Readonly<Record<Standing, string>> = {
  'before-data': 'KHONG_CO_SO_LIEU', closed: 'DA_CHOT', running: 'TAM_TINH', 'not-begun': 'CHUA_DEN_KY',
};

/** Whether the period has figures at all. */
export const hasFigures = (standing: Standing): boolean => standing === 'closed' || standing === 'running';
