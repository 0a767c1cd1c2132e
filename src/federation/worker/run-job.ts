import { err, ok, type Result } from '@/domain/result';
import type { BodyForm, DatasetSpec, PayloadReader } from '../connector';
import { Refusal, shown, type Fault } from '../fault';
import { readJson } from '../payload/read-json';
import { digestOf } from '../payload/sha256';
import { textOf } from '../payload/utf8';
import { READER_IDS, readerOf } from './readers';
import type { CheckJob, CheckOutcome, FromThread, Job, PageJob, PageOutcome, ReadJob, ReadOutcome } from './protocol';

const unknownConnector = (connector: string): Fault => ({ kind: 'misconfigured', pointer: '/connector', expected: `one of ${READER_IDS.join(', ')}`, got: shown(connector) });

/** What stood in a person's row is not repeated in an error, which may be logged. */
const discreet = (fault: Fault, { classification }: DatasetSpec): Fault =>
  classification === 'personal' && fault.kind !== 'misconfigured' ? { ...fault, got: 'not shown (personal)' } : fault;

const payloadOf = (body: Uint8Array<ArrayBuffer>, form: BodyForm = 'json'): unknown =>
  form === 'json' ? readJson(body) : form === 'text' ? textOf(body) : body;

/** Runs a part of a reader. A payload must not be able to crash it for everyone else; what it did is still told. */
async function guarded<T>(dataset: DatasetSpec, part: (reader: PayloadReader) => T | Promise<T>): Promise<Result<T, Fault>> {
  const reader = await readerOf(dataset.connector);
  if (!reader) return err(unknownConnector(dataset.connector));
  try {
    return ok(await part(reader));
  } catch (thrown) {
    if (thrown instanceof Refusal) return err(discreet(thrown.fault, dataset));
    const got = thrown instanceof Error ? thrown.name : 'failure';
    return err({ kind: 'malformed', pointer: '', expected: 'a payload that can be read', got });
  }
}

/** All pages, one after another: of one page itself, uncopied. */
function joined(bodies: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const [first, ...rest] = bodies;
  if (first && rest.length === 0) return first;
  const whole = new Uint8Array(bodies.reduce((sum, body) => sum + body.length, 0));
  let at = 0;
  for (const body of bodies) {
    whole.set(body, at);
    at += body.length;
  }
  return whole;
}

function read({ dataset, params, bodies, form }: ReadJob): Promise<ReadOutcome> {
  return guarded(dataset, async (reader) => {
    // The platform hashes beside us.
    const digest = digestOf(joined(bodies));
    const payloads = bodies.map((body) => payloadOf(body, form));
    const payload = reader.pages && payloads.length > 1 ? reader.pages.merge(payloads, dataset) : payloads[0];
    return { ...(await reader.read(payload, dataset, params)), digest: await digest };
  });
}

const page = ({ dataset, params, body, form, asked }: PageJob): Promise<PageOutcome> =>
  guarded(dataset, (reader) => reader.pages?.next(payloadOf(body, form), dataset, params, asked) ?? null);

async function check({ datasets }: CheckJob): Promise<CheckOutcome> {
  const found = await Promise.all(datasets.map(async (dataset) => {
    const reader = await readerOf(dataset.connector);
    return (reader ? reader.check(dataset) : [unknownConnector(dataset.connector)]).map((fault) => ({ dataset: dataset.id, fault }));
  }));
  return found.flat();
}

/** Does one job; never throws. */
export async function runJob(id: number, job: Job): Promise<FromThread> {
  switch (job.kind) {
    case 'read': return { kind: 'read', id, outcome: await read(job) };
    case 'page': return { kind: 'page', id, outcome: await page(job) };
    case 'check': return { kind: 'check', id, outcome: await check(job) };
  }
}

/** Buffers of an answer that move instead of being copied. */
export function transfersOf(message: FromThread): ArrayBuffer[] {
  if (message.kind !== 'read' || !message.outcome.ok || message.outcome.value.data.kind !== 'cube') return [];
  const { values, status } = message.outcome.value.data;
  return [values.buffer as ArrayBuffer, status.buffer as ArrayBuffer];
}

/** Jobs one after another, in the order they came: their owner times the first of them. */
export function serve(post: (message: FromThread, transfer: ArrayBuffer[]) => void): (id: number, job: Job) => void {
  let last: Promise<void> = Promise.resolve();
  post({ kind: 'started' }, []);
  return (id, job) => {
    last = last.then(async () => {
      const message = await runJob(id, job);
      post(message, transfersOf(message));
    });
  };
}
