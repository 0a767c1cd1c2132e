import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../server/commands/all';
import { runCommand } from '../../server/commands/run-command';
import { readSources } from '../../server/datasets/outbound/read-sources';
import { startAlertmanager, type AlertmanagerServer } from '../servers/alertmanager';
import { startMapServer, type MapServer } from '../servers/mapserver';
import { describeWith } from '../servers/needed';
import { SCHOOLS, writeMap } from './content/map';
import { alertmanagerOf } from './content/monitoring';
import { openGateway, startLossyWay, type LossyWay, type OpenGateway } from './gateway';

const SECRET = 'hD4sW9pLq2TnV7xB3kRm';
const SOON = { timeout: 15_000, interval: 100 };
const PNG = [0x89, 0x50, 0x4e, 0x47];

interface Row { readonly values: Readonly<Record<string, unknown>> }

describeWith(['Alertmanager', 'MapServer'], 'a gateway between real servers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-real-'));
  const sourcesFile = join(folder, 'sources.json');
  let alertmanager: AlertmanagerServer;
  let maps: MapServer;
  let way: LossyWay;
  let gateway: OpenGateway;
  beforeAll(async () => {
    maps = await startMapServer({ mapfile: writeMap(folder) });
    way = await startLossyWay(() => gateway.url);
    alertmanager = await startAlertmanager({ configuration: alertmanagerOf({ webhook: { url: `${way.url}/api/inbox/push-monitoring`, token: SECRET }, wait: '100ms', interval: '500ms', repeat: '1s' }) });
    writeFileSync(sourcesFile, JSON.stringify({ 'gis-server': { base: maps.url, internal: true }, 'noc-alertmanager': { base: alertmanager.url, internal: true } }));
    const plans = readSources(sourcesFile, ['gis-server', 'noc-alertmanager'], {});
    if (!plans.ok) throw new Error(plans.error.join());
    gateway = await openGateway({ plans: plans.value, inboxSecrets: new Map([['push-monitoring', SECRET]]) });
  });
  afterAll(async () => {
    await Promise.all([alertmanager.stop(), maps.stop()]);
    await way.close();
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  const rows = async (dataset: string): Promise<readonly Row['values'][]> => {
    const reply = await gateway.get(`/api/datasets/${dataset}`);
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    return (JSON.parse(text) as { readonly rows: readonly Row[] }).rows.map(({ values }) => values);
  };
  const stored = (): number => way.passed.reduce((sum, { body }) => sum + ((JSON.parse(body) as { readonly stored?: number }).stored ?? 0), 0);
  const labels = { alertname: 'LinkDown', severity: 'critical', link: 'wan-16690', unit: '16690' };
  const annotations = { summary: 'Mất kết nối: phường Thành Vinh' };
  const startsAt = new Date(Date.now() - 60_000).toISOString();

  it('hears of an alert within seconds, once, however often Alertmanager has to say it', async () => {
    way.lose(2);
    const raised = performance.now();
    await alertmanager.raise({ labels, annotations, startsAt });
    await expect.poll(() => rows('pushed-alerts'), SOON).toMatchObject([{ name: 'LinkDown', status: 'firing', severity: 'critical', unit: '16690', summary: annotations.summary, startedAt: Date.parse(startsAt), endedAt: null }]);
    expect(performance.now() - raised).toBeLessThan(10_000);
    // Two answers were lost: it sends again until it hears one, and then again at its interval of repeats.
    await vi.waitFor(() => expect(way.passed.filter(({ heard }) => heard).length).toBeGreaterThan(1), SOON);
    expect(way.passed.slice(0, 2).map(({ status, heard }) => [status, heard])).toEqual([[200, false], [200, false]]);
    expect([way.passed.every(({ status }) => status === 200), stored()]).toEqual([true, 1]);
    expect(await rows('pushed-alerts')).toHaveLength(1);
  });

  it('hears of its end after its beginning, and shows it as it stands', async () => {
    const endsAt = new Date(Date.now() - 1_000).toISOString();
    await alertmanager.raise({ labels, annotations, startsAt, endsAt });
    await expect.poll(() => rows('pushed-alerts'), SOON).toMatchObject([{ name: 'LinkDown', status: 'resolved', startedAt: Date.parse(startsAt), endedAt: Date.parse(endsAt), at: Date.parse(endsAt) }]);
    expect(stored()).toBe(2);
  });

  it('takes nothing from who shows another secret', async () => {
    const reply = await fetch(`${gateway.url}/api/inbox/push-monitoring`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}x` }, body: '{"version":"4","alerts":[]}' });
    expect(reply.status).toBe(401);
  });

  it('draws a layer of MapServer: a real picture, kept, nothing where the layer does not reach', async () => {
    const tile = await gateway.get('/api/map-layers/iot-station-marks/tiles/8/203/114');
    const bytes = new Uint8Array(await tile.arrayBuffer());
    expect([tile.status, tile.headers.get('content-type'), [...bytes.subarray(0, 4)]]).toEqual([200, 'image/png', PNG]);
    const empty = await gateway.get('/api/map-layers/iot-station-marks/tiles/8/203/112');
    expect(new Uint8Array(await empty.arrayBuffer()).length).not.toBe(bytes.length);
    expect((await gateway.get('/api/map-layers/iot-station-marks/tiles/8/10/10')).status).toBe(204);
    // MapServer has no such layer and says so in XML: no picture, and no XML for the page.
    const wrong = await gateway.get('/api/map-layers/land-use/tiles/8/203/114');
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([502, 'application/problem+json; charset=utf-8']);
  });

  it('gives features of MapServer and alerts of Alertmanager to who may see them', async () => {
    const reply = await gateway.get('/api/datasets/schools');
    const { features } = await reply.json() as { readonly features: readonly { readonly properties: { readonly name: string } }[] };
    expect(features.map(({ properties }) => properties.name)).toEqual(SCHOOLS.map(({ name }) => name));
    await alertmanager.raise({ labels: { ...labels, alertname: 'HostDown' }, annotations });
    expect((await rows('infrastructure-alerts')).map(({ name }) => name)).toContain('HostDown');
    expect((await fetch(`${gateway.url}/api/datasets/infrastructure-alerts`)).status).toBe(404);
  });

  it('is tried by an operator before it is restarted: portal ask', async () => {
    const said: string[] = [];
    const exit = await runCommand(COMMANDS, ['ask', 'schools', 'unit=16681'], { env: { SOURCES_FILE: sourcesFile }, say: (line) => said.push(line), complain: (line) => said.push(line), log: pino({ level: 'silent' }), clock: Date.now });
    expect([exit, said[1]]).toEqual([0, 'features: 2']);
    expect(said[0]).toMatch(/^✓ GET \/sources\/gis-server\/wfs\?service=WFS/);
    expect(said[2]).toContain('"pupils":812');
  });
});
