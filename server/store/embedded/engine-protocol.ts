/** What the store and the thread of the embedded database say to each other. */
export type ToEngine =
  | { readonly id: number; readonly ask: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly ask: 'dump' | 'close' };

export type FromEngine =
  | { readonly opened: true; readonly version: string }
  | { readonly opened: false; readonly why: string }
  | { readonly id: number; readonly answer: EngineAnswer }
  | { readonly id: number; readonly refused: EngineRefusal }
  | { readonly channel: string; readonly payload: string };

export interface EngineAnswer {
  readonly rows: readonly unknown[];
  readonly affectedRows: number;
  /** A dump: gzipped tar of the database folder. */
  readonly bytes?: Uint8Array;
}

/** What of a database's error may cross: never its words, which may hold values. `code` is null for a fault of the engine itself. */
export interface EngineRefusal {
  readonly code: string | null;
  readonly constraint: string | null;
  readonly table: string | null;
  /** Only where `code` is null. */
  readonly message: string;
}

/** What the thread opens: a folder, or null for memory; `load` is a dump to begin with. */
export interface EngineStart {
  readonly folder: string | null;
  readonly load: Uint8Array | null;
}
