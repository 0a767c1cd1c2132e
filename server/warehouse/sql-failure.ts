import type { PostgresQuestion } from '@/federation/connectors/sql/request';
import type { Failure } from '@/federation/fault';
import { lineAt } from './read-cursor';

const PLACE = '/request/statement';

/** What a driver threw, by its SQLSTATE alone: the server's words hold the statement, values and names of machines. */
export function failureOf(fault: unknown, question: PostgresQuestion): Failure {
  const code = textAt(fault, 'code') ?? '';
  if (!/^[0-9A-Z]{5}$/.test(code) || /^E[A-Z]{4}$/.test(code)) return { kind: 'unreachable' };
  const position = Number(textAt(fault, 'position') ?? NaN);
  const line = Number.isFinite(position) ? lineAt(question, position) : null;
  const got = `SQLSTATE ${code}${line === null ? '' : `, line ${line}`}`;
  const group = code.slice(0, 2);
  if (code === '42501' || group === '28') return { kind: 'denied' };
  if (code === '57014' || code === '25P03') return { kind: 'timed-out' };
  if (code === '55P03') return { kind: 'unavailable' };
  if (group === '53' || group === '57' || group === '08' || group === '58') return { kind: 'unavailable' };
  if (group === '42' || group === '3D' || group === '3F' || group === '0A' || code === '25006') return { kind: 'misconfigured', pointer: PLACE, expected: 'a statement that the database takes', got };
  return { kind: 'source-error', pointer: PLACE, expected: 'a result', got };
}

function textAt(fault: unknown, key: string): string | null {
  const value: unknown = typeof fault === 'object' && fault !== null ? Reflect.get(fault, key) : null;
  return typeof value === 'string' ? value : null;
}
