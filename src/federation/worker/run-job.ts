import { err, ok } from '@/domain/result';
import { jsonStatReader } from '../connectors/json-stat/parse';
import { restJsonReader } from '../connectors/rest-json/parse';
import type { DatasetSpec, PayloadReader } from '../connector';
import { Refusal, shown, type Fault } from '../fault';
import { readJson } from '../payload/read-json';
import { digestOf } from '../payload/sha256';
import type { CheckJob, CheckOutcome, FromThread, Job, ReadJob, ReadOutcome } from './protocol';

/** The reading halves of all connectors; the asking halves are in `connectors/registry.ts`. */
const READERS: ReadonlyMap<string, PayloadReader> = new Map([restJsonReader, jsonStatReader].map((reader) => [reader.id, reader]));

const unknownConnector = (connector: string): Fault => ({ kind: 'misconfigured', pointer: '/connector', expected: `one of ${[...READERS.keys()].join(', ')}`, got: shown(connector) });

/** What stood in a person's row is not repeated in an error, which may be logged. */
const discreet = (fault: Fault, { classification }: DatasetSpec): Fault =>
  classification === 'personal' && fault.kind !== 'misconfigured' ? { ...fault, got: 'not shown (personal)' } : fault;

async function read({ dataset, params, body }: ReadJob): Promise<ReadOutcome> {
  const reader = READERS.get(dataset.connector);
  if (!reader) return err(unknownConnector(dataset.connector));
  // The platform hashes beside us.
  const digest = digestOf(body);
  try {
    const normalised = await reader.read(readJson(body), dataset, params);
    return ok({ ...normalised, digest: await digest });
  } catch (thrown) {
    if (thrown instanceof Refusal) return err(discreet(thrown.fault, dataset));
    // A payload must not be able to crash the reader for everyone else; what it did is still told.
    const got = thrown instanceof Error ? thrown.name : 'failure';
    return err({ kind: 'malformed', pointer: '', expected: 'a payload that can be read', got });
  }
}

const check = ({ datasets }: CheckJob): CheckOutcome =>
  datasets.flatMap((dataset) => {
    const faults = READERS.get(dataset.connector)?.check(dataset) ?? [unknownConnector(dataset.connector)];
    return faults.map((fault) => ({ dataset: dataset.id, fault }));
  });

/** Does one job; never throws. */
export async function runJob(id: number, job: Job): Promise<FromThread> {
  return job.kind === 'read' ? { kind: 'read', id, outcome: await read(job) } : { kind: 'check', id, outcome: check(job) };
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
