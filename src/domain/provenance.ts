import type { Instant } from './time';

/** Where an answer came from; follows every figure drawn from it. */
export interface Provenance {
  readonly source: string;
  readonly dataset: string;
  readonly connector: string;
  /** The request as sent, without secrets: `POST /sources/one-stop/bao-cao/thong-ke {"tuNgay":…}`. */
  readonly request: string;
  /** What the source says its figures stand at. */
  readonly asOf: Instant | null;
  readonly receivedAt: Instant;
  /** ETag, `updated` or version the source gave. */
  readonly sourceVersion: string | null;
  /** SHA-256 of the body, hex, shortened to 16 digits. */
  readonly digest: string;
  readonly sampleData: boolean;
}
