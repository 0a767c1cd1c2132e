import { describe, expect, it } from 'vitest';
import type { AskedPage, DatasetSpec, HttpQuestion, Params } from '../../connector';
import { Refusal, settled } from '../../fault';
import { ckanReader } from './parse';
import { plan } from './request';
import { errorPayload, recordsDataset, recordsPayload, searchDataset, searchPayload } from './sample';

const faultOf = async (payload: unknown, dataset: DatasetSpec): Promise<unknown> => {
  try {
    return await ckanReader.read(payload, dataset, {});
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.fault;
    throw thrown;
  }
};
const after = (payload: unknown, dataset: DatasetSpec, question: HttpQuestion, params: Params = {}): HttpQuestion | null => ckanReader.pages?.next(payload, dataset, params, { question, page: 1 } satisfies AskedPage) ?? null;

describe('pages', () => {
  it('follow each other by offset, up to as many rows as are wanted', () => {
    const first = plan(recordsDataset, { unit: '16"681' });
    expect(first).toMatchObject({ path: 'api/3/action/datastore_search', query: [['resource_id', 'r1'], ['filters', '{"ma": "16\\"681"}'], ['sort', '_id'], ['offset', '0'], ['limit', '2']] });
    const second = after(recordsPayload, recordsDataset, plan(recordsDataset, {}));
    expect(second?.query).toEqual([['resource_id', 'r1'], ['sort', '_id'], ['offset', '2'], ['limit', '2']]);
    expect(second && after(recordsPayload, recordsDataset, second)).toBeNull();
    expect(after({ ...searchPayload, result: { count: 3, results: [] } }, searchDataset, plan(searchDataset, {}))).toBeNull();
    expect(after(searchPayload, searchDataset, plan(searchDataset, {}))?.query).toEqual([['q', 'y tế'], ['start', '1'], ['rows', '2']]);
  });

  it('are read as one; what is left over makes the answer partial', async () => {
    const more = { ...recordsPayload, result: { ...recordsPayload.result, records: [{ _id: 3, ma: '16700', so: 1 }, { _id: 4, ma: '16701', so: 2 }] } };
    const merged = ckanReader.pages?.merge([recordsPayload, more], recordsDataset);
    const { data, partial } = await ckanReader.read(merged, recordsDataset, {});
    expect(data).toMatchObject({ kind: 'cube', dimensions: [{ categories: [{ code: '16681' }, { code: '16690' }, { code: '16700' }, { code: '16701' }] }, {}] });
    expect(partial).toEqual({ present: 4, expected: 5 });
    expect(await ckanReader.read(searchPayload, searchDataset, {})).toMatchObject({ data: { rows: [{ id: 'co-so-y-te', values: { title: 'Cơ sở y tế' } }] } });
  });
});

describe('what CKAN refuses', () => {
  it('is a source’s error with its type and message', async () => {
    expect(await faultOf(errorPayload, recordsDataset)).toMatchObject({ kind: 'source-error', pointer: '/error', got: expect.stringMatching(/^Not Found Error: Not found: Resource/) as string });
    expect(await faultOf({ success: false, error: { resource_id: ['Missing value'], __type: 'Validation Error' } }, recordsDataset)).toMatchObject({ got: 'Validation Error: {"resource_id":["Missing value"]}' });
  });
  it.each([[{}, '/success'], [{ success: true }, '/result'], [{ success: true, result: { records: [] } }, '/result/total'], [{ success: true, result: { total: 1, records: [{ so: 1 }] } }, '/result/records/0/ma']])('or a payload that is none: %j', async (payload, pointer) => {
    expect(await faultOf(payload, recordsDataset)).toMatchObject({ kind: 'malformed', pointer });
  });
});

describe('a dataset looked over at the start', () => {
  it('has nothing wrong in the samples', () => expect([...ckanReader.check(recordsDataset), ...ckanReader.check(searchDataset)]).toEqual([]));
  it.each<[DatasetSpec['request'], string]>([
    [{ action: 'datastore_delete' }, '/request/action'], [{ action: 'datastore_search' }, '/request/query/resource_id'], [{ action: 'package_show' }, '/request/query/id'], [{ action: 'package_search', query: { rows: '5' } }, '/request/query/rows'],
    [{ action: 'package_search', page: 5000 }, '/request/page'], [{ action: 'package_search', query: { q: '{từ}' } }, '/request/query/q'], [{ action: 'datastore_search', query: { resource_id: 'x', filters: '{unit}' } }, '/request/query/filters'],
  ])('%j', (request, pointer) => expect(ckanReader.check({ ...recordsDataset, request })).toMatchObject([{ kind: 'misconfigured', pointer }]));
  it('lets no value of a parameter leave its text in filters', () => {
    const filters = plan(recordsDataset, { unit: '","x":"' }).query.find(([name]) => name === 'filters')?.[1] ?? '';
    expect(JSON.parse(filters)).toEqual({ ma: '","x":"' });
    expect(settled(() => plan(recordsDataset, { unit: ['a', 'b'] }))).toMatchObject({ error: { kind: 'misconfigured' } });
  });
});
