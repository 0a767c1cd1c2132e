import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult, type TransactionSettings } from 'kysely';
import { turns, type Turns } from './embedded/turns';
import { StoreUnavailable } from './store';

/** What of PGlite the dialect uses: the engine itself, or one that answers from its own thread. */
export interface PGliteEngine {
  readonly query: <R>(sql: string, parameters: unknown[]) => Promise<{ readonly rows: R[]; readonly affectedRows?: number }>;
}

export interface EngineLimits {
  /** How long a caller waits for the one connection before `StoreUnavailable`, ms. */
  readonly waitMs: number;
  /** How long a transaction may stand without a statement before it is rolled back, ms: it holds everybody up. */
  readonly idleMs: number;
}
const LIMITS: EngineLimits = { waitMs: 10_000, idleMs: 15_000 };

/**
 * Kysely over one PGlite: a single connection, so whoever holds it makes the others wait. `engine` is asked at the start of each turn;
 * a turn stays with the engine it began with, so that nothing of a transaction lands in a later engine.
 */
export const pgliteDialect = (engine: () => PGliteEngine, limits: EngineLimits = LIMITS): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PGliteDriver(engine, limits),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
});

class PGliteConnection implements DatabaseConnection {
  #idle: NodeJS.Timeout | null = null;
  #inTransaction = false;
  #expired = false;

  constructor(readonly engine: PGliteEngine, readonly giveBack: () => void, readonly idleMs: number) {}

  async executeQuery<R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    if (this.#expired) throw new StoreUnavailable('The store is not available (the transaction stood still too long)');
    this.#rest();
    const { rows, affectedRows } = await this.engine.query<R>(sql, [...parameters]);
    if (this.#inTransaction) this.#idle = setTimeout(() => this.#expire(), this.idleMs).unref();
    return { rows, numAffectedRows: BigInt(affectedRows ?? 0) };
  }
  async begin(sql: string): Promise<void> {
    this.#inTransaction = true;
    await this.executeQuery({ sql, parameters: [] });
  }
  async end(sql: 'commit' | 'rollback'): Promise<void> {
    this.#inTransaction = false;
    await this.executeQuery({ sql, parameters: [] });
  }
  release(): void {
    this.#rest();
    this.giveBack();
  }
  streamQuery(): never {
    throw new Error('PGlite has no cursors here');
  }

  #rest(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = null;
  }
  /** The next in line goes on only once the abandoned transaction is undone, or its engine is gone. */
  #expire(): void {
    this.#expired = true;
    this.engine.query('rollback', []).then(() => this.giveBack(), () => this.giveBack());
  }
}

class PGliteDriver implements Driver {
  readonly #engine: () => PGliteEngine;
  readonly #idleMs: number;
  readonly #turns: Turns;

  constructor(engine: () => PGliteEngine, { waitMs, idleMs }: EngineLimits) {
    this.#engine = engine;
    this.#idleMs = idleMs;
    this.#turns = turns(waitMs);
  }

  init(): Promise<void> {
    return Promise.resolve();
  }
  async acquireConnection(): Promise<PGliteConnection> {
    const giveBack = await this.#turns.take();
    try {
      return new PGliteConnection(this.#engine(), giveBack, this.#idleMs);
    } catch (fault) {
      giveBack();
      throw fault;
    }
  }
  async beginTransaction(connection: PGliteConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(`begin${isolationLevel ? ` isolation level ${isolationLevel}` : ''}${accessMode ? ` ${accessMode}` : ''}`);
  }
  commitTransaction(connection: PGliteConnection): Promise<void> {
    return connection.end('commit');
  }
  rollbackTransaction(connection: PGliteConnection): Promise<void> {
    return connection.end('rollback');
  }
  releaseConnection(connection: PGliteConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}
