import * as z from 'zod/mini';
import type { UnitCode } from '@/domain/org-unit/types';
import { err, ok, type Result } from '@/domain/result';
import type { Text } from '@/domain/text';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { WordForm } from '../../template/word-form';

/** A Word file the gateway has taken. */
export type Brought = Pick<WordForm, 'file' | 'name' | 'tags'>;
/** Why it was not: what is wrong with the file, in words, or with the call. */
export interface Refused {
  readonly faults: readonly Text[];
  readonly problem: GatewayProblem;
}
/** The way of the page to the Word files of units. */
export interface FormDoor {
  bring(file: File, unit: UnitCode, signal: AbortSignal): Promise<Result<Brought, Refused>>;
  /** The bytes of a file, whole. */
  bytes(hash: string): Promise<Result<Uint8Array, GatewayProblem>>;
}

/** No file larger than this is taken. */
export const MOST_BYTES = 10_000_000;

const words = z.object({ vi: z.string(), en: z.string() });
const tag = z.union([z.object({ kind: z.literal('field'), name: z.string() }), z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()) })]);
const brought = z.object({ file: z.string(), name: z.string(), tags: z.array(tag) });
const refused = z.object({ faults: z.array(z.object({ words })) });

/** What the gateway answered to a file. */
export function answered(reply: Result<unknown, GatewayProblem>): Result<Brought, Refused> {
  if (!reply.ok) {
    const read = refused.safeParse(reply.error.body);
    return err({ problem: reply.error, faults: read.success ? read.data.faults.map((fault) => fault.words) : [] });
  }
  const read = brought.safeParse(reply.value);
  return read.success ? ok(read.data) : err({ faults: [], problem: { code: 'unexpected', status: 200, body: null } });
}
