import type { Result } from '@/domain/result';
import type { Instant } from '@/domain/time';
import type { ReportFormat } from '../formats';
import type { DeliveryReason } from './deliveries';
import type { DestinationPlan } from './destination';

/** A whole file with what is told of it. */
export interface Parcel {
  /** Of the delivery; the same at every attempt, and known to the receiver by it. */
  readonly id: string;
  readonly report: string;
  readonly template: string;
  readonly version: number;
  readonly state: string;
  readonly title: string;
  readonly number: string | null;
  readonly unit: { readonly code: string; readonly name: string };
  readonly period: { readonly code: string; readonly name: string };
  /** When the figures were taken. */
  readonly asOf: Instant;
  /** When it was issued; made, where it is not issued. */
  readonly dated: Instant;
  readonly format: ReportFormat;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** SHA-256, hex. */
  readonly hash: string;
  /** For the people who open it, with its ending; no path, at most 200 bytes. */
  readonly fileName: string;
  /** The same in plain letters. */
  readonly plainName: string;
}

/** Why an attempt did not arrive; a passing one is tried again, no sooner than `retryAfterMs`. */
export interface SendFault {
  readonly reason: DeliveryReason;
  readonly passing: boolean;
  readonly retryAfterMs?: number;
}
/** What an attempt came to. `partly`: it arrived, and not for everybody. */
export interface Arrived {
  /** `etag "…"`, `message-id <…>`, at most 200 characters. */
  readonly receipt: string;
  readonly partly?: 'some-refused';
}
/** Sends once, within the signal; never throws. */
export type Send = (plan: DestinationPlan, parcel: Parcel, signal: AbortSignal) => Promise<Result<Arrived, SendFault>>;

export const passing = (reason: DeliveryReason, retryAfterMs?: number): SendFault => ({ reason, passing: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
export const lasting = (reason: DeliveryReason): SendFault => ({ reason, passing: false });

const MOST_RECEIPT = 200;
/** A receipt in letters that do no harm anywhere, without anything of ours that a receiver echoed. */
export function receiptOf(text: string, { secrets }: Pick<DestinationPlan, 'secrets'>): string {
  const plain = text.replace(/[^\x20-\x7e]+/g, ' ').trim().slice(0, MOST_RECEIPT);
  return secrets.some((secret) => text.includes(secret)) ? '' : plain;
}
