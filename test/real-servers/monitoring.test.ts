import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset } from '@/domain/dataset';
import { datasetOf } from '../contract/federation-server';
import { startAlertmanager, type AlertmanagerServer } from '../servers/alertmanager';
import { describeWith } from '../servers/needed';
import { startNodeExporter, type NodeExporter } from '../servers/node-exporter';
import { startPrometheus, type PrometheusServer } from '../servers/prometheus';
import { alertmanagerOf, DOWN_SINCE, LINKS, prometheusOf, readingsOf, RULES } from './content/monitoring';
import { openWays, rowsOf, type Ways } from './ways';

/** A scrape may take as long, or its series are gone until the next. */
const EVERY = '1s';
/** What comes with the next scrape or evaluation; on a busy machine one is missed now and then. */
const SOON = { timeout: 15_000, interval: 100 };
const soon = (hold: () => Promise<void>): Promise<void> => vi.waitFor(hold, SOON);
const TODAY = `calendar:${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)}`;

const measured = (id: string, query: string, more: Partial<Dataset> = {}): Dataset => datasetOf(id, 'noc-prometheus', {
  connector: 'prometheus', request: { kind: 'instant', query },
  mapping: { dimensions: [{ id: 'job', label: 'Việc', from: 'labels/job', codes: { node: 'Máy', prometheus: 'Giám sát' } }], metric: { single: { code: 'up', label: 'Trả lời', unit: 'count' } } }, ...more,
});
const DATASETS: readonly Dataset[] = [
  measured('targets', 'up'),
  measured('machine', 'sum by (job) (node_memory_MemTotal_bytes) / 1048576'),
  measured('points', 'up{job="node"}', {
    shape: 'events', parameters: [{ name: 'period', required: true }], request: { kind: 'range', query: 'up{job="node"}', from: '{period}', to: '{period}', step: 60 },
    mapping: { id: ['labels/job', 'at'], fields: [{ id: 'at', type: 'instant' }, { id: 'up', type: 'boolean', from: 'value' }] },
  }),
  measured('unparsed', 'sum by (job (up)'), measured('unknown', 'gone_metric'), measured('twice', 'up or up{job="node"} offset 1s', { mapping: { metric: { single: { code: 'up', unit: 'count' } } } }),
];

describeWith(['Prometheus', 'node exporter', 'Alertmanager'], 'a real Prometheus, node exporter and Alertmanager, as the pack asks them', () => {
  let prometheus: PrometheusServer;
  let exporter: NodeExporter;
  let alertmanager: AlertmanagerServer;
  let ways: Ways;
  let ahead = 0;
  let configured: (more?: string) => string;
  beforeAll(async () => {
    [exporter, alertmanager] = await Promise.all([startNodeExporter(readingsOf()), startAlertmanager({ configuration: alertmanagerOf({ webhook: null, wait: '1s', interval: '1s', repeat: '1h' }) })]);
    let port = 0;
    configured = (more = '') => prometheusOf({ port, target: exporter.target, alertmanager: alertmanager.url, every: EVERY, more });
    prometheus = await startPrometheus({ configuration: (self) => { port = self.port; return configured(); }, rules: RULES });
    ways = await openWays({
      sourcesFile: { 'noc-prometheus': { base: prometheus.url, internal: true }, 'noc-alertmanager': { base: alertmanager.url, internal: true } }, datasets: DATASETS,
      times: { clock: () => Date.now() + ahead, monotonic: () => performance.now() + ahead, random: () => 0.5 },
    });
    await vi.waitFor(() => ways.answered('infrastructure-links'), SOON);
  });
  afterAll(async () => {
    await ways.close();
    await Promise.all([prometheus.stop(), exporter.stop(), alertmanager.stop()]);
  });

  it('tell what is up, of themselves and of the machine', async () => {
    await expect.poll(async () => { const { data } = await ways.answered('targets'); return data.kind === 'cube' && ['node', 'prometheus'].map((job) => cellAt(data, { job, metric: 'up' })); }, SOON)
      .toEqual([{ kind: 'value', value: 1, status: 'official' }, { kind: 'value', value: 1, status: 'official' }]);
    await soon(async () => {
      const { data, asOf, provenance } = await ways.answered('machine');
      expect(data.kind === 'cube' && Number(data.values[0])).toBeGreaterThan(100);
      expect(Math.abs(Number(asOf) - Date.now())).toBeLessThan(10_000);
      expect(provenance.request).toMatch(/^GET \/sources\/noc-prometheus\/api\/v1\/query\?query=sum by/);
    });
  });

  it('give the lines of the province as the pack draws them: what is down since when, NaN as missing', () => soon(async () => {
    const links = rowsOf(await ways.answered('infrastructure-links'));
    expect([...links.keys()].sort()).toEqual(LINKS.map(({ link }) => link).sort());
    expect(links.get('wan-16690')).toMatchObject({ up: false, downSince: DOWN_SINCE * 1_000, unit: '16690', capacityMbps: 100, usePercent: null });
    expect(links.get('wan-16681')).toMatchObject({ up: true, downSince: null, usePercent: 42.5, latencyMs: null, name: 'Đường truyền phường Trường Vinh' });
    expect(links.get('internet-1')).toMatchObject({ name: 'Internet "đường chính"' });
    expect(rowsOf(await ways.answered('infrastructure-hosts')).get('web-01')).toMatchObject({ up: true, cpuPercent: 37.25, site: 'dc' });
    const { data } = await ways.answered('infrastructure-systems');
    expect(data.kind === 'cube' && cellAt(data, { system: 'mang-tslcd-wan', metric: 'upPercent' })).toMatchObject({ kind: 'value', value: 50 });
  }));

  it('give a range as points, and a day that still runs as provisional', async () => {
    await expect.poll(async () => { const { data } = await ways.answered('infrastructure-availability-daily', { from: TODAY, to: TODAY }); return data.kind === 'cube' && cellAt(data, { system: 'mang-tslcd-wan', time: TODAY, metric: 'upPercent' }); }, SOON)
      .toMatchObject({ kind: 'value', value: 50, status: 'provisional' });
    // Prometheus looks back five minutes, also from moments that lie ahead: there is a point at the next whole minute at the latest.
    await soon(async () => {
      const points = [...rowsOf(await ways.answered('points', { period: TODAY })).values()];
      expect(points.length).toBeGreaterThan(0);
      for (const { at, up } of points) expect([typeof up, Math.abs(Number(at) - Date.now()) < 400_000]).toEqual(['boolean', true]);
    });
  });

  it('fire a rule, which Prometheus tells and Alertmanager holds', async () => {
    await expect.poll(async () => [...rowsOf(await ways.answered('infrastructure-rule-alerts')).values()], SOON)
      .toMatchObject([{ name: 'LinkDown', severity: 'critical', state: 'firing', unit: '16690', value: 0, summary: 'Mất kết nối: Đường truyền phường Thành Vinh' }]);
    await expect.poll(async () => [...rowsOf(await ways.answered('infrastructure-alerts')).values()], SOON)
      .toMatchObject([{ name: 'LinkDown', severity: 'critical', state: 'active', link: 'wan-16690', receivers: 'portal', silencedBy: null }]);
  });

  it('silence and inhibit: suppressed, by whom, and until when', async () => {
    const labels = { alertname: 'DiskFull', severity: 'warning', host: 'web-01', unit: 'H41.06' };
    await alertmanager.raise(
      { labels, annotations: { summary: 'Đĩa đầy' } },
      { labels: { alertname: 'LinkDown', severity: 'critical', kind: 'internet', provider: 'vnpt', link: 'internet-1' }, annotations: { summary: 'Mất Internet' } },
    );
    const silence = await alertmanager.silence({ host: 'web-01' }, 'Thay đĩa theo kế hoạch');
    const stands = async (): Promise<unknown> => Object.fromEntries([...rowsOf(await ways.answered('infrastructure-alerts')).values()].map(({ host, link, state, silencedBy, severity }) => [host ?? link, [state, silencedBy, severity]]));
    await expect.poll(stands, SOON).toEqual({ 'web-01': ['suppressed', silence, 'high'], 'internet-1': ['active', null, 'critical'], 'wan-16690': ['suppressed', null, 'critical'] });
    expect([...rowsOf(await ways.answered('infrastructure-silences')).entries()]).toMatchObject([[silence, { about: 'host="web-01"', state: 'active', by: 'truc-noc', comment: 'Thay đĩa theo kế hoạch' }]]);
  });

  it('stop telling a series that is gone, at the next scrape and not five minutes later', async () => {
    exporter.tell(readingsOf(LINKS.filter(({ link }) => link !== 'wan-16690')));
    await expect.poll(async () => [...rowsOf(await ways.answered('infrastructure-links')).keys()].sort(), SOON).toEqual(['internet-1', 'wan-16681']);
    await expect.poll(async () => rowsOf(await ways.answered('infrastructure-rule-alerts')).size, SOON).toBe(0);
  });

  it('say in their own words what they cannot parse, and name a metric that is not there', async () => {
    expect(await ways.ask('unparsed')).toMatchObject({ ok: false, error: { kind: 'source-error', got: expect.stringMatching(/^bad_data: .*1:\d+: parse error/) as string } });
    expect(await ways.ask('unknown')).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/data/result', got: 'none' } });
    expect(await ways.ask('twice')).toMatchObject({ ok: false, error: { kind: 'contradictory' } });
  });

  it('answer in part where a store behind Prometheus is away, which is noted', async () => {
    await prometheus.configure(configured("remote_read: [{ url: 'http://127.0.0.1:1/read', read_recent: true }]\n"));
    await expect.poll(async () => (await ways.answered('targets')).notes?.map(({ code }) => code), SOON).toEqual(['source-warning']);
    await prometheus.configure(configured());
    await expect.poll(async () => (await ways.answered('targets')).notes, SOON).toBeUndefined();
  });

  it('are left alone while Prometheus is down, and asked again within a minute of its return', async () => {
    await prometheus.shutDown();
    const kinds: (string | null)[] = [];
    for (let question = 0; question < 4; question += 1) {
      const answer = await ways.ask('infrastructure-links');
      kinds.push(answer.ok ? null : answer.error.kind);
    }
    expect(kinds).toEqual(['unreachable', 'unreachable', 'unreachable', 'circuit-open']);
    expect((await ways.ask('infrastructure-alerts')).ok).toBe(true);
    await prometheus.restart();
    expect(await ways.ask('infrastructure-links')).toMatchObject({ ok: false, error: { kind: 'circuit-open' } });
    ahead += 60_000;
    await expect.poll(async () => (await ways.ask('infrastructure-links')).ok, SOON).toBe(true);
    expect(ways.federation.health().find(({ source }) => source === 'noc-prometheus')).toMatchObject({ state: 'closed', failing: false });
  });
});
