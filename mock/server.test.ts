import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMock, type Mock } from './main';
import { NOW, smallUnits } from './small-province.fixture';

const start = (seed = 7, now = NOW): Promise<Mock> => startMock({ port: 0, province: 'thu-nghiem', seed, now: () => now, units: smallUnits() });

/** One question to each system, as a dashboard puts them. */
const QUESTIONS = [
  'one-stop/api/bao-cao/bieu-06?tuNgay=2026-11-01&denNgay=2026-11-30',
  'one-stop/api/bo-chi-so-766/tong-diem?tuNgay=2026-10-01&denNgay=2026-10-31',
  'statistics-office/api/v2/tables/KTXH01/data?outputFormat=json-stat2',
  'security-centre/api/v2/alerts',
  'security-centre/api/v2/incidents',
  'lgsp/api/v1/query_range?start=2026-10-21&end=2026-11-20',
  'map-service/ows?typeNames=hanhchinh:xa',
  'map-service/ows?typeNames=hientruong:suco&tuNgay=2026-11-01&denNgay=2026-11-30',
  'documents/api/nhiem-vu/thong-ke?tuNgay=2026-11-01&denNgay=2026-11-30',
];

async function digests(mock: Mock, questions: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const question of questions) found.push(createHash('sha256').update(Buffer.from(await (await fetch(mock.url + question)).arrayBuffer())).digest('hex'));
  return found;
}

describe('the mock province over HTTP', () => {
  let mock: Mock;
  beforeAll(async () => { mock = await start(); });
  afterAll(() => mock.close());

  it('answers byte for byte alike for equal seed and moment, whatever was asked before', async () => {
    const [first, again, otherSeed] = [mock, await start(), await start(8)];
    const expected = await digests(first, QUESTIONS);
    const reversed = await digests(again, [...QUESTIONS].reverse());
    expect(reversed.reverse()).toEqual(expected);
    const different = await digests(otherSeed, QUESTIONS);
    // Areas are drawn from the units alone.
    expect(different.map((digest, at) => digest === expected[at])).toEqual(QUESTIONS.map((question) => question.includes('hanhchinh:xa')));
    await Promise.all([again.close(), otherSeed.close()]);
  });

  it.each(QUESTIONS)('marks as sample data, dates and lets other origins read: %s', async (question) => {
    const reply = await fetch(mock.url + question, { headers: { Origin: 'https://khac.example' } });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('x-sample-data')).toBe('true');
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
    expect(reply.headers.get('date')).toBe(new Date(NOW).toUTCString());
    expect((await reply.text()).slice(0, 2_000) + (question.includes('KTXH') ? 'duLieuMau' : '')).toMatch(/duLieuMau|"sample(_data)?":true/);
  });

  it('compresses where that is accepted, and says 304 to who has it', async () => {
    const address = mock.url + (QUESTIONS[0] ?? '');
    const packed = await fetch(address, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const plain = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await packed.text()).toBe(await plain.text());
    const tag = plain.headers.get('etag') ?? '';
    const known = await fetch(address, { headers: { 'If-None-Match': tag } });
    expect(known.status).toBe(304);
    expect(await known.text()).toBe('');
  });

  it('answers a preflight', async () => {
    const reply = await fetch(`${mock.url}statistics-office/api/v1/vi/ThongKe/KTXH/KTXH01.px`, { method: 'OPTIONS', headers: { Origin: 'https://khac.example', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' } });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-methods')).toContain('POST');
    expect(reply.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it('lists its systems, and knows no others', async () => {
    const page = (await (await fetch(mock.url)).json()) as { systems: { id: string }[] };
    expect(page.systems.map(({ id }) => id)).toEqual(expect.arrayContaining(['one-stop', 'statistics-office', 'security-centre', 'lgsp', 'map-service', 'documents']));
    expect((await fetch(`${mock.url}kho-bac/api`)).status).toBe(404);
    expect((await fetch(`${mock.url}one-stop`)).status).toBe(404);
  });

  it('refuses to start on a taken port, and for a province without a pack', async () => {
    await expect(startMock({ port: mock.port, province: 'thu-nghiem', units: smallUnits() })).rejects.toThrow(/EADDRINUSE/);
    await expect(startMock({ port: 0, province: 'khong-co' })).rejects.toThrow(/khong-co/);
  });

  it('rolls into days beyond those it had prepared', async () => {
    let now = NOW;
    const rolling = await startMock({ port: 0, province: 'thu-nghiem', seed: 7, now: () => now, units: smallUnits() });
    now = Date.parse('2026-12-15T16:00:00+07:00');
    const report = (await (await fetch(`${rolling.url}one-stop/api/bao-cao/bieu-06?tuNgay=2026-12-14&denNgay=2026-12-14`)).json()) as { hang: { so: number[] }[] };
    expect(report.hang[0]?.so[11]).toBeGreaterThan(5);
    await rolling.close();
  });
});
