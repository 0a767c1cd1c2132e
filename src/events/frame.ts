import * as z from 'zod/mini';
import type { Json } from '@/domain/dataset';

/** What may change, as the gateway calls it. */
export const EVENT_KINDS = ['dataset-changed', 'document-changed', 'rights-changed', 'session-ended', 'screen-command', 'configuration-changed', 'wall-changed', 'annotation-changed', 'report-changed'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
/** Names under which frames come; anything else is of a newer gateway. */
export const FRAME_TYPES = [...EVENT_KINDS, 'hello', 'heartbeat', 'resync', 'retry'] as const;

/** A frame as it came off the wire. */
export interface RawFrame {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

/** Where a page stands in the gateway's log. */
export interface Position {
  readonly epoch: string;
  readonly id: number;
}
export interface StreamEvent {
  readonly kind: EventKind;
  readonly payload: { readonly [key: string]: Json };
}
export type Frame =
  | { readonly type: 'hello'; readonly at: Position; readonly heartbeatMs: number; readonly serverTime: number }
  | { readonly type: 'heartbeat'; readonly at: Position; readonly after: number; readonly serverTime: number }
  | { readonly type: 'event'; readonly at: Position; readonly after: number; readonly event: StreamEvent }
  /** The gateway ends the stream for good, outside the order of events. */
  | { readonly type: 'ended'; readonly event: StreamEvent }
  | { readonly type: 'resync'; readonly at: Position }
  | { readonly type: 'retry'; readonly retryMs: number };

const count = z.number().check(z.int(), z.gte(0));
const hello = z.object({ serverTime: z.number(), heartbeatMs: z.number().check(z.gte(100), z.lte(600_000)) });
const heartbeat = z.object({ after: count, serverTime: z.number() });
const event = z.object({ after: z.nullable(count), payload: z.record(z.string(), z.json()) });
const retry = z.object({ retryMs: z.number().check(z.gte(0), z.lte(600_000)) });

const POSITION = /^([A-Za-z0-9_-]{1,32})\.(\d{1,15})$/;
export const writePosition = ({ epoch, id }: Position): string => `${epoch}.${id}`;
function readPosition(text: string): Position | null {
  const [, epoch, id] = POSITION.exec(text) ?? [];
  return epoch === undefined || id === undefined ? null : { epoch, id: Number(id) };
}

/** Reads a frame; never throws. `unknown` is of a kind this page has not learned, `malformed` is damaged. */
export function readFrame({ type, id, data }: RawFrame): Frame | 'malformed' | 'unknown' {
  if (!FRAME_TYPES.some((known) => known === type)) return 'unknown';
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    return 'malformed';
  }
  return frameOf(type, readPosition(id), body) ?? 'malformed';
}

function frameOf(type: string, at: Position | null, body: unknown): Frame | null {
  const kind = EVENT_KINDS.find((known) => known === type);
  if (kind) return eventOf(kind, at, body);
  if (type === 'retry') {
    const read = retry.safeParse(body);
    return read.success ? { type, retryMs: read.data.retryMs } : null;
  }
  if (!at) return null;
  if (type === 'resync') return { type, at };
  if (type === 'hello') {
    const read = hello.safeParse(body);
    return read.success ? { type, at, ...read.data } : null;
  }
  const read = heartbeat.safeParse(body);
  return read.success ? { type: 'heartbeat', at, ...read.data } : null;
}

function eventOf(kind: EventKind, at: Position | null, body: unknown): Frame | null {
  const read = event.safeParse(body);
  if (!read.success) return null;
  const { after, payload } = read.data;
  // The one parser of JSON gives nothing else.
  const told: StreamEvent = { kind, payload: payload as StreamEvent['payload'] };
  if (after === null) return kind === 'session-ended' ? { type: 'ended', event: told } : null;
  return at ? { type: 'event', at, after, event: told } : null;
}
