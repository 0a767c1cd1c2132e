import type { Instant } from '@/domain/time';
import { toInstant } from '@/domain/time';
import { parsePeriod } from '@/domain/period/text';
import { below, refuse } from '../fault';
import { listAt, nameAt, numberAt, objectAt, textAt, wholeAt } from '../shape';

export type HeldValue = string | number | null;
/** Unit, period, then a value for each column that is neither. */
export type HeldRow = readonly [unit: string, period: string, ...values: HeldValue[]];

/** The standing versions of a dataset's files as one table: what the gateway answers where a source is kept by itself. */
export interface HeldTable {
  /** When the newest file was loaded. */
  readonly asOf: Instant | null;
  /** Units that sent something for the newest period, of those that should. */
  readonly present: number;
  readonly expected: number;
  /** Units that should have sent, whether or not they did. */
  readonly units: readonly string[];
  /** Which versions stand, for provenance; names no person. */
  readonly version: string | null;
  readonly rows: readonly HeldRow[];
}

/** Reads such a table; `width` is the number of values in a row. */
export function heldTableOf(payload: unknown, width: number): HeldTable {
  const parts = objectAt(payload, '');
  const { asOf, version } = parts;
  const expected = wholeAt(parts['expected'], '/expected', 0, 100_000);
  return {
    asOf: asOf === null ? null : toInstant(numberAt(asOf, '/asOf')),
    expected,
    present: wholeAt(parts['present'], '/present', 0, expected),
    units: listAt(parts['units'], '/units').map((unit, at) => nameAt(unit, below('/units', at))),
    version: version === null ? null : textAt(version, '/version'),
    rows: listAt(parts['rows'], '/rows').map((row, at) => rowAt(row, width, below('/rows', at))),
  };
}

function rowAt(value: unknown, width: number, here: string): HeldRow {
  const [unit, period, ...values] = listAt(value, here);
  if (values.length !== width) refuse('malformed', here, `a unit, a period and ${width} values`, value);
  const named = nameAt(period, below(here, 1));
  if (!parsePeriod(named).ok) refuse('malformed', below(here, 1), 'a period such as calendar:2026-10', named);
  return [nameAt(unit, below(here, 0)), named, ...values.map((each, at) => (typeof each === 'number' ? numberAt(each, below(here, at + 2)) : each === null ? null : textAt(each, below(here, at + 2))))];
}
