import { periodRange } from '@/domain/period/period';
import { parsePeriod, periodFromCode, periodText } from '@/domain/period/text';
import type { CalendarId, Period } from '@/domain/period/types';
import { refuse, said } from '../../fault';

/** How a table writes its times: `{year}M{month:2}`, `{month}/{year}`, `{year}Q{quarter}`, `{year}`, `{year}-{month:2}-{day:2}`, `9T{year}`. */
export interface TimePattern {
  readonly read: (text: string) => string | undefined;
  readonly write: (period: Period) => string;
}

const TOKEN = /\{(year|month|quarter|half|week|day)(:2)?\}/g;

/** The period code that the parts of a time name. */
function codeOf(parts: Readonly<Record<string, string>>, nineMonths: boolean): string {
  const { year = '', month, quarter, half, week, day } = parts;
  const two = (text: string): string => text.padStart(2, '0');
  if (month && day) return `${year}-${two(month)}-${two(day)}`;
  if (month) return `${year}-${two(month)}`;
  if (quarter) return `${year}-Q${quarter}`;
  if (half) return `${year}-H${half}`;
  if (week) return `${year}-W${two(week)}`;
  return nineMonths ? `${year}-9M` : year;
}

function partOf(period: Period, token: string): string {
  if (token === 'year') return String(period.year);
  if (period.kind === 'day') return token === 'month' ? period.code.slice(5, 7) : period.code.slice(8, 10);
  return String(period.index);
}

/** Refuses a pattern that names no year. `nineMonths` says that a pattern of the year alone means its nine months. */
export function timePattern(pattern: string, nineMonths: boolean, pointer: string): TimePattern {
  const names: string[] = [];
  const source = pattern.split(TOKEN_OR_TEXT).map((piece) => {
    const token = new RegExp(TOKEN.source).exec(piece);
    if (!token) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    names.push(token[1] ?? '');
    return token[1] === 'year' ? '(\\d{4})' : token[2] ? '(\\d{2})' : '(\\d{1,2})';
  });
  if (!names.includes('year')) refuse('misconfigured', pointer, 'a pattern with {year}', pattern);
  const matcher = new RegExp(`^${source.join('')}$`, 'u');
  return {
    read(text) {
      const found = matcher.exec(text.trim());
      return found ? codeOf(Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? ''])), nineMonths) : undefined;
    },
    write: (period) => pattern.replace(TOKEN, (_, token: string, padded?: string) => partOf(period, token).padStart(padded ? 2 : 1, '0')),
  };
}
const TOKEN_OR_TEXT = /(\{[^{}]*\})/;

/** Forms PxWeb offices use, tried in turn where the mapping gives no pattern. */
const USUAL = ['{year}', '{year}M{month:2}', '{year}Q{quarter}', '{year}K{quarter}', '{year}H{half}', '{year}W{week:2}', '{year}-{month:2}', '{year}-{month:2}-{day:2}'];
const WRITTEN: Readonly<Record<Period['kind'], string>> = {
  year: '{year}', 'nine-months': '{year}', half: '{year}H{half}', quarter: '{year}Q{quarter}', month: '{year}M{month:2}', week: '{year}W{week:2}', day: '{year}-{month:2}-{day:2}',
};

/** The pattern of a mapping, or the usual forms. */
export function timeCodes(pattern: string | undefined, nineMonths: boolean, pointer: string): TimePattern {
  if (pattern !== undefined) return timePattern(pattern, nineMonths, pointer);
  const usual = USUAL.map((each) => timePattern(each, nineMonths, pointer));
  return {
    read(text) {
      for (const each of usual) {
        const code = each.read(text);
        if (code !== undefined) return code;
      }
      return undefined;
    },
    write: (period) => timePattern(WRITTEN[period.kind], nineMonths, pointer).write(period),
  };
}

/** The period a table's time code names, in the calendar the mapping gives it; refuses `2026M13`. */
export function periodOfCode(text: string, codes: TimePattern, calendar: CalendarId, pointer: string): Period {
  const code = codes.read(text);
  const period = code === undefined ? undefined : periodFromCode(calendar, code);
  return period ?? refuse('malformed', pointer, 'a time code of the mapping', text);
}

function periodAt(text: string, name: string): Period {
  const period = parsePeriod(text);
  return period.ok ? period.value : refuse('misconfigured', `/params/${name}`, 'a period such as calendar:2026-10', text);
}

/** Periods of a question as the table's codes: one parameter, a list of them, or everything between two. */
export function askedCodes(from: string | readonly string[], to: string | undefined, codes: TimePattern): string[] {
  if (to === undefined) return [from].flat().map((text) => codes.write(periodAt(text, 'period')));
  const [first, last] = [periodAt(String(from), 'from'), periodAt(to, 'to')];
  if (first.kind !== last.kind || first.calendar !== last.calendar) refuse('misconfigured', '/params/to', `a ${first.calendar} ${first.kind}`, said(periodText(last)));
  return periodRange(first, last).map((period) => codes.write(period));
}
