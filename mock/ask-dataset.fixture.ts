import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CodeList } from '@/domain/code-list';
import type { Cube } from '@/domain/cube/types';
import type { Dataset, DatasetData, Source } from '@/domain/dataset';
import { CONNECTORS } from '@/federation/connectors/registry';
import type { Params } from '@/federation/connector';
import type { ReadOutcome } from '@/federation/worker/protocol';
import { inSharedCodes } from '@/federation/normalise/shared-codes';
import { runJob } from '@/federation/worker/run-job';
import type { Mock } from './main';

const read = (name: string): unknown => JSON.parse(readFileSync(fileURLToPath(new URL(`../public/provinces/base/${name}`, import.meta.url)), 'utf8')) as unknown;

/** The base pack as it is shipped. */
export const SOURCES = (read('sources.json') as { sources: readonly Source[] }).sources;
export const DATASETS = (read('datasets.json') as { datasets: readonly Dataset[] }).datasets;

/** Shared code lists of the pack, as a gateway reads them. */
const CODE_LISTS: readonly CodeList[] = ['procedures', 'feedback'].flatMap((name) => (read(`catalogue/categories/${name}.json`) as { lists: readonly CodeList[] }).lists);

export function datasetOf(id: string): Dataset {
  const found = DATASETS.find((dataset) => dataset.id === id);
  if (!found) throw new Error(`no dataset ${id}`);
  return found;
}

/** Puts one question to the mock as the portal would, and reads the answer with the portal's own connector and the pack's mapping. */
export async function askDataset(mock: Mock, id: string, params: Params = {}): Promise<ReadOutcome> {
  const dataset = datasetOf(id);
  const connector = CONNECTORS.get(dataset.connector);
  if (!connector) throw new Error(`no connector ${dataset.connector}`);
  const question = connector.plan(dataset, params);
  const url = new URL(`${mock.url}${dataset.source}/${question.path}`);
  for (const [name, value] of question.query) url.searchParams.append(name, value);
  const reply = await fetch(url, { method: question.method, headers: question.headers, body: question.body });
  if (reply.status !== 200) throw new Error(`${id}: HTTP ${reply.status} ${await reply.text()}`);
  return readAs(id, params, new Uint8Array(await reply.arrayBuffer()));
}

/** Reads a body with the mapping of a dataset. */
export async function readAs(id: string, params: Params, body: Uint8Array<ArrayBuffer>): Promise<ReadOutcome> {
  const message = await runJob(1, { kind: 'read', dataset: datasetOf(id), params, bodies: [body] });
  if (message.kind !== 'read') throw new Error(`${id}: ${message.kind}`);
  return message.outcome;
}

/** The data of an answer that must stand. Throws with the fault where it does not. */
export async function dataOf(mock: Mock, id: string, params: Params = {}): Promise<DatasetData> {
  const outcome = await askDataset(mock, id, params);
  if (!outcome.ok) throw new Error(`${id}: ${JSON.stringify(outcome.error)}`);
  const dataset = datasetOf(id);
  return inSharedCodes(outcome.value.data, dataset, { lists: CODE_LISTS, day: '2026-11-21' }).data;
}

export async function cubeFor(mock: Mock, id: string, params: Params = {}): Promise<Cube> {
  const data = await dataOf(mock, id, params);
  if (data.kind !== 'cube') throw new Error(`${id}: ${data.kind}`);
  return data;
}
