/** Tells every fault plainly and ends: nothing has been started yet that would have to be undone. */
export type StartFault = (faults: readonly string[]) => never;

/** What a start came to. */
export interface Running {
  /** For the terminal. */
  readonly said: string;
  /** Where it listens. */
  readonly port: number;
  readonly stop: () => Promise<unknown>;
}

/** A name that works in a browser on this machine. */
export const shownHost = (host: string): string => (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host);
