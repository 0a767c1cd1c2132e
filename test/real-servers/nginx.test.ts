import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset, Source } from '@/domain/dataset';
import { sampleDataset as jsonStat } from '@/federation/connectors/json-stat/sample';
import { datasetOf, sourceOf } from '../contract/federation-server';
import { authorityOf, identityOf } from '../faults/certificates';
import { freePort } from '../servers/free-port';
import { describeWith } from '../servers/needed';
import { startNginx, type NginxServer } from '../servers/nginx';
import { FILES, STATIONS, VISITS, VISITS_MAPPING } from './content/files';
import { openWays, type Ways } from './ways';

const OURS = authorityOf('Co quan chung thuc cua tinh');
const HOUR_MS = 3_600_000;
const WEB = identityOf({ name: 'so-lieu' }, OURS);
const OLD = identityOf({ name: 'so-lieu', from: new Date(Date.now() - 48 * HOUR_MS), until: new Date(Date.now() - HOUR_MS) }, OURS);
const CLIENT = identityOf({ name: 'trung-tam' }, OURS);
const STRANGER = identityOf({ name: 'nguoi-la' }, authorityOf('Nguoi la'));
const ACCOUNT = { right: 'ioc:Doc8-Kho9-Lieu7-Tinh6-Nay5', wrong: 'ioc:Sai8-Kho9-Lieu7-Tinh6-Nay5' };
const KEY = 'k7Qw2mZx9Lr4Tb6Vn3Hs';

type Place = 'plain' | 'tls' | 'mutual' | 'expired';
/** One server a way of being let in, over the same files. */
const serversOf = (ports: Readonly<Record<Place, number>>) => (folder: string): string => `
  root ${folder}; gzip on; gzip_types application/json application/geo+json; gzip_min_length 200;
  limit_req_zone $server_port zone=rate:1m rate=30r/m; limit_req_status 429;
  ssl_certificate ${folder}/pem/web.pem; ssl_certificate_key ${folder}/pem/web.key; ssl_protocols TLSv1.2 TLSv1.3;
  server {
    listen 127.0.0.1:${ports.plain}; error_page 429 @later;
    location @later { internal; add_header Retry-After 7 always; return 429; }
    location /pem/ { return 404; }
    location /rieng/ { alias ${folder}/mo/; auth_basic rieng; auth_basic_user_file ${folder}/pem/users; }
    location = /chuyen/tram.geojson { return 302 http://$http_host/mo/tram.geojson; }
    location /dang-nhap/ { rewrite ^ /dang-nhap.html break; }
    location /lgsp/ { if ($http_x_api_key != '${KEY}') { return 401; } limit_req zone=rate burst=1 nodelay; proxy_pass http://127.0.0.1:${ports.plain}/api/; proxy_set_header X-Api-Key ''; }
  }
  server { listen 127.0.0.1:${ports.tls} ssl; }
  server { listen 127.0.0.1:${ports.mutual} ssl; ssl_client_certificate ${folder}/pem/ca.pem; ssl_verify_client on; }
  server { listen 127.0.0.1:${ports.expired} ssl; ssl_certificate ${folder}/pem/old.pem; ssl_certificate_key ${folder}/pem/old.key; }
`;

/** The same file from every place that is one. */
const stations = (source: string, path = 'mo/tram.geojson'): Dataset => datasetOf(source, source, { connector: 'geojson-file', shape: 'features', request: { path }, mapping: { properties: { name: 'ten' } } });
const visits = (id: string, source: string, path: string): Dataset => datasetOf(id, source, { request: { path }, mapping: VISITS_MAPPING });
const { id: _, ...table } = jsonStat;
const DATASETS: readonly Dataset[] = [
  ...['open', 'by-name', 'by-wrong-name'].map((id) => stations(id, id === 'open' ? undefined : 'rieng/tram.geojson')),
  ...['moved', 'signing-in'].map((id) => stations(id, id === 'moved' ? 'chuyen/tram.geojson' : 'dang-nhap/tram.geojson')),
  ...['tls', 'unpinned', 'expired', 'mutual', 'nobody', 'stranger'].map((id) => stations(id)),
  datasetOf('table', 'open', { ...table, request: { dialect: 'file', path: 'mo/kinh-te.json' } }),
  visits('visits', 'open', 'api/v1/luot-doc.json'), visits('comma-separated', 'open', 'mo/luot-doc.csv'), visits('gone', 'open', 'api/v1/khong-co.json'),
  visits('lgsp', 'lgsp', 'lgsp/v1/luot-doc.json'), visits('keyless', 'keyless', 'lgsp/v1/luot-doc.json'),
];
const SOURCES: readonly Source[] = [...new Set(DATASETS.map(({ source }) => source))].map((id) => sourceOf(id, { deadlineMs: 5_000 }));

describeWith(['nginx'], 'a real nginx', () => {
  let nginx: NginxServer;
  let ways: Ways;
  let ahead = 0;
  beforeAll(async () => {
    const ports = { plain: await freePort(), tls: await freePort(), mutual: await freePort(), expired: await freePort() };
    const pem = { 'pem/web.pem': WEB.cert, 'pem/web.key': WEB.key, 'pem/old.pem': OLD.cert, 'pem/old.key': OLD.key, 'pem/ca.pem': OURS.cert, 'pem/users': `${ACCOUNT.right.replace(':', ':{PLAIN}')}\n` };
    nginx = await startNginx({ files: { ...FILES, ...pem }, servers: serversOf(ports), port: ports.plain });
    const at = (place: Place, more: object = {}): object => ({ base: `${place === 'plain' ? 'http' : 'https'}://127.0.0.1:${ports[place]}/`, internal: true, ...more });
    const tls = (more: object = {}): object => ({ tls: { caFile: 'ca.pem', ...more } });
    ways = await openWays({
      sources: SOURCES, datasets: DATASETS,
      sourcesFile: {
        ...Object.fromEntries(['open', 'moved', 'signing-in', 'keyless'].map((id) => [id, at('plain')])),
        'by-name': at('plain', { credentials: { kind: 'basic', env: 'RIGHT' } }), 'by-wrong-name': at('plain', { credentials: { kind: 'basic', env: 'WRONG' } }),
        'lgsp': at('plain', { credentials: { kind: 'header', name: 'X-Api-Key', env: 'KEY' } }),
        'tls': at('tls', tls()), 'unpinned': at('tls'), 'expired': at('expired', tls()), 'nobody': at('mutual', tls()),
        'mutual': at('mutual', tls({ certFile: 'client.pem', keyFile: 'client.key' })), 'stranger': at('mutual', tls({ certFile: 'stranger.pem', keyFile: 'stranger.key' })),
      },
      beside: { 'ca.pem': OURS.cert, 'client.pem': CLIENT.cert, 'client.key': CLIENT.key, 'stranger.pem': STRANGER.cert, 'stranger.key': STRANGER.key },
      env: { RIGHT: ACCOUNT.right, WRONG: ACCOUNT.wrong, KEY },
      times: { clock: () => Date.now() + ahead, monotonic: () => performance.now() + ahead },
    });
  });
  afterAll(async () => {
    await ways.close();
    await nginx.stop();
  });
  const asked = (path: string): readonly string[] => nginx.log().filter((line) => line.startsWith(`${path} `));

  it('gives GeoJSON, a table and rows as files, packed, each known by its ETag', async () => {
    const { data, provenance } = await ways.answered('open');
    expect(data.kind === 'features' && data.features.map(({ id, geometry, properties }) => [id, geometry, properties])).toEqual(STATIONS.features.map(({ id, geometry, properties: { ten } }) => [id, geometry, { name: ten }]));
    expect(provenance).toMatchObject({ request: 'GET /sources/open/mo/tram.geojson', sourceVersion: expect.stringMatching(/^(?:W\/)?"[0-9a-f]+-[0-9a-f]+"$/) as string });
    const monthly = await ways.answered('table', { from: 'calendar:2026-08', to: 'calendar:2026-10' });
    expect(monthly.data.kind === 'cube' && cellAt(monthly.data, { time: 'calendar:2026-10', metric: 'industrial-production-index' })).toEqual({ kind: 'value', value: 110.1, status: 'estimated' });
    const rows = await ways.answered('visits');
    expect(rows.data.kind === 'cube' && [...rows.data.values].filter((value) => !Number.isNaN(value)).reduce((sum, value) => sum + value, 0))
      .toBe(VISITS.duLieu.reduce((sum, { luotDoc, banDocMoi }) => sum + luotDoc + (banDocMoi ?? 0), 0));
    expect(asked('/api/v1/luot-doc.json').map((line) => line.split(' ')[2])).toEqual(['gzip-']);
  });

  it('is not believed where it gives another form, another page, another address, or nothing', async () => {
    expect(await ways.ask('comma-separated')).toMatchObject({ ok: false, error: { kind: 'content-type' } });
    expect(await ways.ask('signing-in')).toMatchObject({ ok: false, error: { kind: 'content-type' } });
    expect(await ways.ask('gone')).toMatchObject({ ok: false, error: { kind: 'rejected', httpStatus: 404 } });
    const before = asked('/mo/tram.geojson').length;
    expect(await ways.ask('moved')).toMatchObject({ ok: false, error: { kind: 'rejected', httpStatus: 302, got: 'a redirect' } });
    expect(asked('/mo/tram.geojson').length).toBe(before);
  });

  it('lets in who has the password, once and for all others no more', async () => {
    expect(await ways.ask('by-name')).toMatchObject({ ok: true });
    for (let question = 0; question < 3; question += 1) expect(await ways.ask('by-wrong-name')).toMatchObject({ ok: false, error: { kind: 'denied', httpStatus: 401 } });
    expect(asked('/rieng/tram.geojson').map((line) => line.split(' ')[1])).toEqual(['200', '401']);
  });

  it('is known by the authority that is pinned, and only while its certificate stands', async () => {
    expect(await ways.ask('tls')).toMatchObject({ ok: true });
    expect(await ways.ask('unpinned')).toMatchObject({ ok: false, error: { kind: 'untrusted', got: 'certificate-issuer-unknown' } });
    expect(await ways.ask('expired')).toMatchObject({ ok: false, error: { kind: 'untrusted', got: 'certificate-expired' } });
  });

  it('wants our certificate where it says so, and takes no other', async () => {
    expect(await ways.ask('mutual')).toMatchObject({ ok: true });
    // nginx ends the handshake first and then says 400, in a page.
    for (const source of ['nobody', 'stranger']) expect(await ways.ask(source), source).toMatchObject({ ok: false, error: { kind: 'rejected', httpStatus: 400 } });
  });

  it('as a front with a limit is asked no more than it allows, and again when it said', async () => {
    expect(await ways.ask('keyless')).toMatchObject({ ok: false, error: { kind: 'denied' } });
    const told = await Promise.all(Array.from({ length: 4 }, () => ways.ask('lgsp')));
    expect(told.filter(({ ok }) => ok).length).toBe(2);
    for (const answer of told) if (!answer.ok) expect(answer.error).toMatchObject({ kind: 'limited', httpStatus: 429, retryAfterMs: expect.closeTo(7_000, -3) as number });
    const count = asked('/lgsp/v1/luot-doc.json').length;
    expect(await ways.ask('lgsp')).toMatchObject({ ok: false, error: { kind: 'limited' } });
    expect(asked('/lgsp/v1/luot-doc.json').length).toBe(count);
    await expect.poll(async () => {
      ahead += 7_000;
      return (await ways.ask('lgsp')).ok;
    }, { timeout: 15_000, interval: 500 }).toBe(true);
  });
});
