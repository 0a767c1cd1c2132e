import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { DatasetSpec, Normalised } from '../../connector';
import { settled } from '../../fault';
import { zabbixReader } from './parse';
import { plan } from './request';
import { errorPayload, itemsDataset, itemsPayload, problemsDataset, problemsPayload } from './sample';

const read = (payload: unknown, dataset: DatasetSpec): Normalised => zabbixReader.read(payload, dataset, {}) as Normalised;

describe('what Zabbix answers', () => {
  it('becomes rows: seconds in text are moments, zero is none, a tag is found by its name', () => {
    expect(read(problemsPayload, problemsDataset).data).toMatchObject({ rows: [
      { id: '1245463', values: { severity: 'medium', since: 1472457242000, ended: null, taken: true, unit: '16681' } }, { id: '1245464', values: { severity: 'critical', taken: false, unit: null } },
    ] });
  });

  it('becomes a cube of items; one that was never measured is missing and not zero', () => {
    const { data } = read(itemsPayload, itemsDataset);
    if (data.kind !== 'cube') throw new Error(data.kind);
    expect(cellAt(data, { host: 'may-chu-1' })).toMatchObject({ value: 2729 });
    expect(cellAt(data, { host: 'may-chu-2' })).toEqual({ kind: 'missing', reason: 'not-available' });
  });

  it('may be an error, or cut at the limit', () => {
    expect(settled(() => read(errorPayload, problemsDataset))).toMatchObject({ error: { kind: 'source-error', pointer: '/error', got: expect.stringContaining('No groups for host') as string } });
    expect(read(problemsPayload, { ...problemsDataset, request: { ...problemsDataset.request, limit: 2 } }).notes).toEqual([{ code: 'source-warning', count: 1, example: 'limit 2' }]);
    expect(settled(() => read({ jsonrpc: '2.0', result: '5', id: 1 }, problemsDataset))).toMatchObject({ error: { kind: 'malformed', pointer: '/result' } });
  });
});

describe('what Zabbix is asked', () => {
  it('is JSON-RPC with parameters as lists, and no credentials', () => {
    const question = plan(problemsDataset, { hosts: ['1', '2'] });
    expect(question).toMatchObject({ method: 'POST', path: 'api_jsonrpc.php', idempotent: true, headers: { 'Content-Type': 'application/json-rpc' } });
    expect(JSON.parse(question.body ?? '')).toEqual({ jsonrpc: '2.0', method: 'problem.get', params: { output: 'extend', selectTags: 'extend', hostids: ['1', '2'], limit: 500 }, id: 1 });
    expect(JSON.parse(plan(problemsDataset, {}).body ?? '')).not.toHaveProperty('params.hostids');
  });

  it('has nothing wrong in the samples', () => expect([...zabbixReader.check(problemsDataset), ...zabbixReader.check(itemsDataset)]).toEqual([]));
  it.each<[Partial<DatasetSpec>, string]>([
    [{ request: { method: 'host.create' } }, '/request/method'], [{ request: { method: 'user.login' } }, '/request/method'], [{ request: { method: 'problem.get', params: { auth: 'x' } } }, '/request/params/auth'],
    [{ request: { method: 'problem.get', params: { countOutput: true } } }, '/request/params/countOutput'], [{ request: { method: 'problem.get', params: { limit: 5 } } }, '/request/params/limit'],
    [{ request: { method: 'problem.get', params: { hostids: '{máy}' } } }, '/request/params/hostids'], [{ request: { method: 'history.get' } }, '/mapping/id'], [{ shape: 'features' }, '/shape'],
  ])('%j', (part, pointer) => expect(zabbixReader.check({ ...problemsDataset, ...part })).toMatchObject([{ kind: 'misconfigured', pointer }]));
});
