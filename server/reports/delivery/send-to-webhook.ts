import { createHash, createHmac } from 'node:crypto';
import { err, ok, type Result } from '@/domain/result';
import type { WebhookPlan } from './destination';
import { passing, receiptOf, type Arrived, type Parcel, type SendFault } from './sending';
import { statusFault, type Exchange } from './web-exchange';

const RECEIPT_ID = /^[\w.:/@+-]{1,120}$/;

/**
 * Posts a file with what is told of it: `multipart/form-data` with the parts `metadata` (JSON) and `file`, or one JSON object with the file
 * as Base64. `X-Signature: t=<epoch seconds>,v1=<hex>` is HMAC-SHA256 over `<t>.<body>`, as this gateway itself asks of systems that push;
 * `Idempotency-Key` is the delivery, the same at every attempt.
 */
export async function sendToWebhook(plan: WebhookPlan, parcel: Parcel, exchange: Exchange, now: number, signal: AbortSignal): Promise<Result<Arrived, SendFault>> {
  const { type, body } = plan.form === 'json' ? asJson(parcel) : asMultipart(parcel);
  const told = await exchange({
    method: 'POST', url: plan.base, body,
    headers: { 'Content-Type': type, 'Accept': 'application/json', 'Idempotency-Key': parcel.id, 'X-Content-SHA256': parcel.hash, 'X-Signature': signatureOf(plan.secret, now, body) },
  }, signal);
  if (!told.ok) return told;
  const { status, text } = told.value;
  if (status >= 200 && status < 300) return ok({ receipt: receiptOf([String(status), idOf(text)].filter(Boolean).join(' id '), plan) });
  // 409: the receiver is still busy with an earlier attempt of the same key.
  return err(status === 409 ? passing('unavailable') : statusFault(told.value, () => now));
}

export function signatureOf(secret: string, now: number, body: Uint8Array): string {
  const time = Math.floor(now / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`;
}

/** What is told of a file, the same in every form. */
export function metadataOf({ id, report, template, version, state, title, number, unit, period, asOf, format, type, bytes, hash, fileName }: Parcel) {
  return { version: 1, delivery: id, report, reportVersion: version, template, state, title, number, unit, period, asOf: new Date(asOf).toISOString(), file: { name: fileName, format, type, size: bytes.length, sha256: hash } };
}

interface Packed {
  readonly type: string;
  readonly body: Uint8Array;
}
function asJson(parcel: Parcel): Packed {
  const { file, ...told } = metadataOf(parcel);
  return { type: 'application/json', body: Buffer.from(JSON.stringify({ ...told, file: { ...file, content: Buffer.from(parcel.bytes).toString('base64') } })) };
}

function asMultipart(parcel: Parcel): Packed {
  // Nobody who wrote the file can have known its hash with ours.
  const boundary = `toan-canh-${createHash('sha256').update(`${parcel.id} ${parcel.hash}`).digest('hex').slice(0, 40)}`;
  const head = [
    `--${boundary}`, 'Content-Disposition: form-data; name="metadata"', 'Content-Type: application/json; charset=utf-8', '', JSON.stringify(metadataOf(parcel)),
    `--${boundary}`, `Content-Disposition: form-data; name="file"; filename="${parcel.fileName.replace(/["\r\n\\]/g, ' ')}"`, `Content-Type: ${parcel.type}`, '', '',
  ].join('\r\n');
  return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat([Buffer.from(head), parcel.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]) };
}

/** The id under which the receiver keeps it, where it says one in JSON. */
function idOf(text: string): string {
  try {
    const read: unknown = JSON.parse(text);
    const id: unknown = typeof read === 'object' && read !== null && 'id' in read ? read.id : '';
    return typeof id === 'string' && RECEIPT_ID.test(id) ? id : '';
  } catch {
    // No JSON, or more of it than was read.
    return '';
  }
}
