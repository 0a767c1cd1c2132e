import { describe, expect, it } from 'vitest';
import type { DatasetSpec, Normalised } from '../../connector';
import { settled } from '../../fault';
import { alertmanagerReader } from './parse';
import { plan } from './request';
import { alertsDataset, alertsPayload, silencesDataset, silencesPayload } from './sample';

const read = (payload: unknown, dataset: DatasetSpec): Normalised => alertmanagerReader.read(payload, dataset, {}) as Normalised;

describe('alerts', () => {
  it('become rows under their fingerprint, in the words of the mapping', () => {
    expect(read(alertsPayload, alertsDataset).data).toMatchObject({ kind: 'events', rows: [
      { id: 'fd361ea115397872', values: { name: 'HostDown', severity: 'critical', state: 'active', since: Date.parse('2026-11-21T18:21:36.632Z'), unit: '16681', receivers: 'truc', silencedBy: null } },
      { id: '646e4ee6c3cb5d3e', values: { severity: 'other', state: 'suppressed', unit: null, receivers: 'truc, lanh-dao', silencedBy: '96f4970b-6f21-4036-918f-98ad7242750b' } },
    ] });
    expect(read([], alertsDataset).data).toMatchObject({ rows: [] });
  });

  it('keep a word nobody has explained, and say so', () => {
    const words = { ...alertsDataset, mapping: { fields: [{ id: 'severity', type: 'text', from: 'labels/severity', words: { critical: 'critical' } }] } };
    expect(read(alertsPayload, words)).toMatchObject({ data: { rows: [{}, { values: { severity: 'warning' } }] }, notes: [{ code: 'unknown-code', count: 1, example: 'warning' }] });
  });

  it('are asked for with matchers whose values stay values', () => {
    expect(plan(alertsDataset, { unit: 'a"b' })).toMatchObject({ path: 'api/v2/alerts', query: [['silenced', 'true'], ['inhibited', 'false'], ['filter', 'unit="a\\"b"'], ['filter', 'severity!="none"']] });
  });

  it.each<[unknown, string]>([[{}, ''], [[{ ...alertsPayload[0], status: { state: 'gone' } }], '/0/status/state'], [[{ ...alertsPayload[0], startsAt: 'hôm qua' }], '/rows/0/values/since'], [[{ ...alertsPayload[0], fingerprint: undefined }], '/0/fingerprint'], [[{ ...alertsPayload[0], labels: {} }], '/0/labels/alertname']])('refuse %#', (payload, pointer) => {
    expect(settled(() => read(payload, alertsDataset))).toMatchObject({ error: { kind: 'malformed', pointer } });
  });
});

describe('silences', () => {
  it('say what they are about; those that ended are left out', () => {
    expect(read(silencesPayload, silencesDataset).data).toMatchObject({ rows: [{ values: { about: 'alertname="Always", host!~"db-.*"', to: Date.parse('2026-11-22T10:00:00Z'), by: 'truc' } }] });
    expect(read(silencesPayload, { ...silencesDataset, request: { kind: 'silences' } }).data).toMatchObject({ rows: [{}, { values: { about: 'unit="16681"' } }] });
  });
});

describe('a dataset looked over at the start', () => {
  it('has nothing wrong in the samples', () => expect([...alertmanagerReader.check(alertsDataset), ...alertmanagerReader.check(silencesDataset)]).toEqual([]));
  it.each<[Partial<DatasetSpec>, string]>([
    [{ request: { kind: 'status' } }, '/request/kind'], [{ request: { kind: 'alerts', filter: ['unit={unit}'] } }, '/request/filter/0'], [{ request: { kind: 'silences', active: true } }, '/request/active'],
    [{ request: { kind: 'alerts', active: 'yes' } }, '/request/active'], [{ shape: 'cube' }, '/shape'], [{ mapping: { fields: [{ id: 'a', type: 'text', von: 'x' }] } }, '/mapping/fields/0/von'], [{ request: { kind: 'silences', states: [] } }, '/request/states'],
  ])('%j', (part, pointer) => expect(alertmanagerReader.check({ ...alertsDataset, ...part })).toMatchObject([{ kind: 'misconfigured', pointer }]));
});
