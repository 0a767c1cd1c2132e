import { StoreUnavailable } from './store';

/**
 * A statement the database refused. Says which rule was broken, never a value: what the database itself writes may hold personal fields.
 */
export class StatementRefused extends Error {
  override readonly name = 'StatementRefused';
  /** `code` is an SQLSTATE, such as `23505`. */
  constructor(readonly code: string, readonly constraint: string | null, readonly table: string | null) {
    super(`The database refused a statement: ${code}${constraint === null ? '' : ` (${constraint})`}`);
  }
}

/** Connection lost, shutting down, out of room or memory, broken disk. */
const GONE = /^(08|53|57P0|58|XX00[12]|28|3D000)/;
/** Reads only, a lock or a statement that took too long, a transaction that was left lying. */
const WAIT = new Set(['25006', '55P03', '57014', '25P03', '25P04']);
const NETWORK = /^(E[A-Z]{3,}|EAI_AGAIN)$/;
const LOST = /connection terminated|timeout exceeded|not queryable|after calling end|connection ended|query read timeout|connection timeout/i;

const textAt = (fault: object, key: string): string | null => {
  const value: unknown = Reflect.get(fault, key);
  return typeof value === 'string' ? value : null;
};

/** What a driver threw, in the words of this room. Anything that is not the database's own stays what it is. */
export function storeFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof StoreUnavailable || fault instanceof StatementRefused) return fault;
  const code = textAt(fault, 'code');
  if (code !== null && (GONE.test(code) || WAIT.has(code) || NETWORK.test(code))) return new StoreUnavailable(`The store is not available (${code})`);
  if (LOST.test(fault.message)) return new StoreUnavailable('The store is not available (connection lost)');
  if (code !== null && /^[0-9A-Z]{5}$/.test(code)) return new StatementRefused(code, textAt(fault, 'constraint'), textAt(fault, 'table'));
  return fault;
}

/** True for the two failures that say: the same work again may succeed. */
export const worthAnotherTry = (fault: unknown): boolean => fault instanceof StatementRefused && (fault.code === '40001' || fault.code === '40P01');
