/** How one source fares, as those who ask it know. Times are epoch ms. */
export interface SourceHealth {
  readonly source: string;
  /** `unknown`: not asked since the start. `open`: given up for a while after failures. */
  readonly state: 'ok' | 'failing' | 'open' | 'unknown';
  readonly lastSuccessAt: number | null;
  readonly lastFailureAt: number | null;
  /** Kind of the last failure, from the closed list of source errors. */
  readonly lastFailure: string | null;
  /** Questions sent and failed since the start. */
  readonly asked: number;
  readonly failed: number;
}

/** Given by whoever asks the sources. Never a host, an address or a body. */
export type SourceHealthPort = () => readonly SourceHealth[];
