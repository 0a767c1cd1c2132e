import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { Dataset, EventRow, Source } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import type { Answer } from '@/federation/answer';
import { createFederation } from '@/federation/create-federation';
import type { Federation } from '@/federation/federation';
import type { SourceError } from '@/federation/source-error';
import { nodeThread } from '@/federation/worker/node-thread';
import { startMock, type Mock } from '../../mock/main';

const NOW = Date.parse('2026-11-20T10:15:00+07:00');
const read = <T>(path: string): T => JSON.parse(readFileSync(`public/provinces/base/${path}`, 'utf8')) as T;
const { sources } = read<{ sources: readonly Source[] }>('sources/monitoring.json');
const { datasets } = read<{ datasets: readonly Dataset[] }>('datasets/monitoring.json');

let mock: Mock;
let federation: Federation;
const open = (extra: readonly Dataset[] = []): Federation => createFederation({
  sources: new Map(sources.map((source) => [source.id, source])), datasets: new Map([...datasets, ...extra].map((dataset) => [dataset.id, dataset])), startThread: nodeThread,
  resolveUrl: (baseUrl) => new URL(baseUrl.replace(/^\/sources\//, ''), mock.url).href, times: { clock: () => NOW },
});
beforeAll(async () => {
  mock = await startMock({ port: 0, province: 'nghe-an', seed: 2026, now: () => NOW });
  federation = open();
}, 60_000);
afterAll(async () => {
  federation.dispose();
  await mock.close();
});

const ask = (dataset: string, params = {}, of = federation) => of.ask({ dataset, params }, new AbortController().signal);
async function answered(dataset: string, params = {}): Promise<Answer> {
  const answer = await ask(dataset, params);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}
async function rows(dataset: string, params = {}): Promise<readonly EventRow[]> {
  const { data } = await answered(dataset, params);
  if (data.kind !== 'events') throw new Error(data.kind);
  return data.rows;
}
async function cube(dataset: string, params = {}): Promise<Cube> {
  const { data } = await answered(dataset, params);
  if (data.kind !== 'cube') throw new Error(data.kind);
  return data;
}
const number = (of: Cube, at: Record<string, string>): number => valueOf(cellAt(of, at)) ?? NaN;

describe('the province’s infrastructure, over the protocols its monitoring speaks', () => {
  it('has no dataset written wrongly', async () => expect(await federation.checkDatasets()).toEqual([]));

  it('tells what is down, since when and whose, and how far the rest is used', async () => {
    const hosts = await rows('infrastructure-hosts');
    expect(hosts.length).toBeGreaterThan(60);
    for (const { id, values } of hosts) {
      expect(values['downSince'] === null, id).toBe(values['up'] === true);
      expect(String(values['unit'])).toMatch(/^H41\./);
      if (values['up'] === false) expect([values['cpuPercent'], Number(values['downSince']) <= NOW], id).toEqual([null, true]);
      else if (values['limitPercent'] !== null) expect(Number(values['cpuPercent']), id).toBeGreaterThan(0);
    }
  });

  it('has a link for each of 130 communes, of whose state systems and alerts agree', async () => {
    const links = await rows('infrastructure-links');
    const wan = links.filter(({ values }) => values['kind'] === 'wan');
    expect(wan).toHaveLength(130);
    const down = wan.filter(({ values }) => values['up'] === false);
    expect(down.length).toBeGreaterThan(0);
    const systems = await cube('infrastructure-systems');
    expect(number(systems, { system: 'mang-tslcd-wan', metric: 'parts' }) - number(systems, { system: 'mang-tslcd-wan', metric: 'partsUp' })).toBe(down.length);
    const alerts = await rows('infrastructure-alerts');
    expect(alerts.filter(({ values }) => values['name'] === 'LinkDown' && values['system'] === 'mang-tslcd-wan').map(({ values }) => values['link']).sort()).toEqual(down.map(({ values }) => values['link']).sort());
    expect((await rows('infrastructure-rule-alerts')).length).toBe(alerts.length);
    for (const { values } of alerts) expect(['critical', 'high', 'low']).toContain(values['severity']);
  });

  it('gives every system of the infrastructure a share that is up', async () => {
    const systems = await cube('infrastructure-systems');
    const codes = systems.dimensions.find(({ id }) => id === 'system')?.categories.map(({ code }) => code) ?? [];
    expect(codes).toHaveLength(9);
    for (const system of codes) expect(number(systems, { system, metric: 'upPercent' }), system).toBeGreaterThan(50);
    expect((await answered('infrastructure-systems')).notes).toBeUndefined();
  });

  it('reckons availability day by day, the running day provisional', async () => {
    const daily = await cube('infrastructure-availability-daily', { from: 'calendar:2026-11-14', to: 'calendar:2026-11-20' });
    expect(daily.dimensions.find(({ role }) => role === 'time')?.categories).toHaveLength(7);
    expect(cellAt(daily, { system: 'mang-tslcd-wan', time: 'calendar:2026-11-20' })).toMatchObject({ kind: 'value', status: 'provisional' });
    expect(cellAt(daily, { system: 'mang-tslcd-wan', time: 'calendar:2026-11-19' })).toMatchObject({ kind: 'value', status: 'official' });
    expect(number(daily, { system: 'mang-tslcd-wan', time: 'calendar:2026-11-19' })).toBeLessThan(100);
  });

  it('follows one unit’s traffic through its day, up to now', async () => {
    const points = await rows('infrastructure-link-traffic', { unit: '16681', period: 'calendar:2026-11-20' });
    expect(points.length).toBeGreaterThan(30);
    expect(Math.max(...points.map(({ values }) => Number(values['at'])))).toBeLessThanOrEqual(NOW + 300_000);
    expect(await rows('infrastructure-link-traffic', { unit: '16681"} or up{unit=~".*', period: 'calendar:2026-11-20' })).toEqual([]);
  });

  it('measures rooms, reach and end devices in their units', async () => {
    const room = await cube('data-centre-environment');
    expect(number(room, { site: 'dc', metric: 'temperature' })).toBeGreaterThan(15);
    expect(number(room, { site: 'dc', metric: 'power' })).toBeGreaterThan(number(room, { site: 'dc', metric: 'itPower' }));
    const reach = await cube('digital-infrastructure-reach');
    expect(number(reach, { metric: 'ipv6Ready' })).toBeLessThanOrEqual(number(reach, { metric: 'ipv6Sites' }));
    const devices = await cube('end-devices');
    expect(devices.dimensions[0]?.categories).toHaveLength(150);
    expect(number(devices, { unit: '16681', metric: 'computersOnline' })).toBeLessThanOrEqual(number(devices, { unit: '16681', metric: 'computers' }));
    const printers = devices.dimensions[0]?.categories.map(({ code }) => cellAt(devices, { unit: code, metric: 'printers' })) ?? [];
    expect(printers.some(({ kind }) => kind === 'missing')).toBe(true);
  });

  it('lists problems of offices and silences in force', async () => {
    const problems = await rows('infrastructure-problems');
    expect(problems.length).toBeGreaterThan(2);
    for (const { values } of problems) expect([typeof values['unit'], typeof values['acknowledged'], Number(values['since']) < NOW]).toEqual(['string', 'boolean', true]);
    const silences = await rows('infrastructure-silences');
    expect(silences.some(({ values }) => values['state'] === 'active' && String(values['about']).includes('kind=~"iot|backup"'))).toBe(true);
  });
});

describe('what goes wrong there', () => {
  const wrong = (id: string, request: Dataset['request']): Dataset => ({ ...(datasets.find((dataset) => dataset.id === id) as Dataset), id: `wrong-${id}`, request });
  const errorOf = async (dataset: Dataset): Promise<SourceError | null> => {
    const own = open([dataset]);
    const answer = await ask(dataset.id, {}, own);
    own.dispose();
    return answer.ok ? null : answer.error;
  };

  it('a query that cannot be parsed is told with the place Prometheus names, and what it is not asked for with a refusal', async () => {
    expect(await errorOf(wrong('infrastructure-hosts', { kind: 'instant', query: 'sum by (host (up)' }))).toMatchObject({ kind: 'source-error', got: expect.stringMatching(/^bad_data: 1:\d+: parse error/) as string });
    expect(await errorOf(wrong('infrastructure-hosts', { kind: 'instant', query: 'histogram_quantile(0.9, up)' }))).toMatchObject({ got: expect.stringContaining('unknown function') as string });
    expect(await errorOf(wrong('infrastructure-hosts', { kind: 'instant', query: 'noc:gone' }))).toMatchObject({ kind: 'malformed', pointer: '/data/result' });
  });

  it('Zabbix is only ever read', async () => {
    for (const method of ['host.delete', 'user.login', 'script.execute', 'problem.acknowledge']) {
      expect(await errorOf(wrong('infrastructure-problems', { method, params: {} })), method).toMatchObject({ kind: 'misconfigured', pointer: '/request/method' });
    }
  });

  it.each(['infrastructure-hosts', 'infrastructure-alerts', 'infrastructure-systems', 'end-devices'])('a renamed field is drift with a pointer: %s', async (id) => {
    const source = datasets.find((dataset) => dataset.id === id)?.source;
    const set = (scenario: string) => fetch(`${mock.url}__scenario`, { method: 'POST', body: JSON.stringify({ source, scenario }) });
    await set('field-renamed');
    const own = open();
    const answer = await ask(id, {}, own);
    own.dispose();
    await set('normal');
    expect(answer).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: expect.stringMatching(/^\//) as string } });
  });
});
