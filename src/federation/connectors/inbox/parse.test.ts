import { expect, it } from 'vitest';
import { inbox } from './index';
import { inboxReader } from './parse';
import { sampleDataset, samplePayload } from './sample';

it('asks for its kinds, the newest of them', () => {
  expect(inbox.plan(sampleDataset, {})).toMatchObject({ method: 'GET', path: 'events', query: [['kind', 'alert'], ['newest', '500']] });
});

it('tells how each stands: the last event of a key', async () => {
  expect(await inboxReader.read(samplePayload, sampleDataset, {})).toMatchObject({
    asOf: samplePayload.asOf,
    data: { rows: [{ id: 'a/resolved', values: { name: 'DiskFull', status: 'resolved', at: Date.UTC(2026, 10, 21, 0, 9) } }, { id: 'b/firing', values: { status: 'firing', severity: null } }] },
  });
});

it('tells every event where none replaces another', async () => {
  const { data } = await inboxReader.read(samplePayload, { ...sampleDataset, mapping: { fields: sampleDataset.mapping['fields'] ?? [] } }, {});
  expect(data.kind === 'events' && data.rows.map(({ id }) => id)).toEqual(['a/firing', 'b/firing', 'a/resolved']);
});

it.each([
  [{ shape: 'cube' }, '/shape'], [{ request: { kind: 'x' } }, '/request/kind'], [{ mapping: { fields: [], latestBy: 'x' } }, '/mapping/latestBy'], [{ parameters: [{ name: 'unit', required: false }] }, '/parameters'],
] as const)('tells at start-up what is wrong: %j', (more, pointer) => expect(inboxReader.check({ ...sampleDataset, ...more })).toMatchObject([{ kind: 'misconfigured', pointer }]));

it('refuses a value of another type', () => {
  const [first] = samplePayload.rows;
  expect(() => inboxReader.read({ asOf: null, rows: [{ ...first, data: { fingerprint: 7 } }] }, sampleDataset, {})).toThrow(/text/);
});
