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
/** What Node says of sockets and names; none of them is five characters of an SQLSTATE with a digit. */
const NETWORK = /^E[A-Z_]{3,}$/;
const LOST = /connection terminated|timeout exceeded|not queryable|after calling end|connection ended|query read timeout|connection timeout/i;

const textAt = (fault: object, key: string): string | null => {
  const value: unknown = Reflect.get(fault, key);
  return typeof value === 'string' ? value : null;
};

/** What a driver threw, in the words of this room. Anything that is not the database's own stays what it is. */
export function storeFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof StoreUnavailable || fault instanceof StatementRefused) return fault;
  const code = textAt(fault, 'code');
  if (code !== null && NETWORK.test(code)) return new StoreUnavailable(`The store is not available (${code})`);
  if (LOST.test(fault.message)) return new StoreUnavailable('The store is not available (connection lost)');
  return code !== null && /^[0-9A-Z]{5}$/.test(code) ? refusalOf(code, textAt(fault, 'constraint'), textAt(fault, 'table')) : fault;
}

/** The same of an SQLSTATE that came by another way. */
export const refusalOf = (code: string, constraint: string | null, table: string | null): StoreUnavailable | StatementRefused =>
  GONE.test(code) || WAIT.has(code) ? new StoreUnavailable(`The store is not available (${code})`) : new StatementRefused(code, constraint, table);

/** True for the two failures that say: the same work again may succeed. */
export const worthAnotherTry = (fault: unknown): boolean => fault instanceof StatementRefused && (fault.code === '40001' || fault.code === '40P01');
