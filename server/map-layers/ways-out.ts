import type { Source } from '@/domain/dataset';
import type { Connection } from '@/federation/http/connection';

/** How map services are reached: the guarded ways of the gateway, with the operator's addresses and credentials. */
export interface WaysOut {
  /** Without a base where nobody gave the source an address. */
  readonly connectionOf: (source: Source) => Connection;
  /** Whether a secret of ours stands in what a source sent. */
  readonly holdsSecret: (text: string | Buffer) => boolean;
}
