import type { IncomingMessage, RequestListener } from 'node:http';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { ARCHIVE_PATH, createArchive, isSigned, type Archive } from '../../../mock/archive/archive';
import { folderPlan, NOON, parcel, SECRET, serve, webhookPlan, type TestServer } from './delivery.fixture';
import type { DestinationPlan } from './destination';
import { fileNameOf } from './parcel';
import { createSend } from './send';
import type { Parcel } from './sending';

const servers: TestServer[] = [];
afterEach(async () => { await Promise.all(servers.splice(0).map((server) => server.close())); });
const written: string[] = [];
const core = {
  clock: () => NOON, log: pino({ level: 'trace' }, { write: (line: string) => void written.push(line) }),
  audit: { write: (entry: object) => Promise.resolve(void written.push(JSON.stringify(entry))), append: () => Promise.resolve() },
};
const open = async (listener: RequestListener): Promise<string> => { const server = await serve(listener); servers.push(server); return server.url; };
async function archive(more: Partial<Parameters<typeof createArchive>[0]> = {}): Promise<{ readonly kept: Archive; readonly url: string }> {
  const kept = createArchive({ now: () => NOON, secret: SECRET, ...more });
  return { kept, url: new URL(`.${ARCHIVE_PATH}`, await open((req, res) => void kept.answer(req, res).catch(() => res.destroy()))).href };
}
const sent = (plan: DestinationPlan, given: Parcel = parcel(), signal: AbortSignal = AbortSignal.timeout(3_000)) => createSend(core)(plan, given, signal);
const bodyOf = async (req: IncomingMessage): Promise<Buffer> => Buffer.concat(await req.toArray() as Buffer[]);
const answering = (status: number, headers: Record<string, string> = {}, body = ''): RequestListener => (req, res) => void bodyOf(req).then(() => res.writeHead(status, headers).end(body));

describe('a folder', () => {
  it('is given the whole file under year and month, by its Vietnamese name with its mark, and once', async () => {
    const { kept, url } = await archive();
    const first = await sent(folderPlan(url));
    expect(first).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/^201 etag "[0-9a-f]{16}"$/) } });
    expect(await sent(folderPlan(url))).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/^there etag/) } });
    expect(kept.files().map(({ path, bytes }) => [path, bytes])).toEqual([[`2026/11/${parcel().fileName}`, parcel().bytes]]);
    expect(parcel().fileName).toMatch(/^Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2026 - Phường Thành Vinh - [0-9a-f]{12}\.docx$/);
  });

  it.each([['MOVE is refused', ['MOVE']], ['HEAD is refused too', ['MOVE', 'HEAD']], ['and nothing can be deleted', ['MOVE', 'DELETE']]])('where %s, takes it under its own name, only where there is nothing', async (_name, without) => {
    const { kept, url } = await archive({ without });
    expect(await sent(folderPlan(url))).toMatchObject({ ok: true });
    expect(await sent(folderPlan(url))).toMatchObject({ ok: true });
    expect(kept.files().filter(({ path }) => !path.endsWith('.part')).map(({ bytes }) => bytes)).toEqual([parcel().bytes]);
  });

  it('with half a file of that name is given the whole one', async () => {
    const { kept, url } = await archive();
    await sent(folderPlan(url));
    const name = `${url}2026/11/${encodeURIComponent(parcel().fileName)}`;
    await fetch(name, { method: 'PUT', body: 'PK' });
    expect(await sent(folderPlan(url))).toMatchObject({ ok: true });
    expect(kept.files().map(({ bytes }) => bytes)).toEqual([parcel().bytes]);
  });

  it.each([
    [401, 'denied', false], [403, 'denied', false], [404, 'rejected', false], [413, 'too-large', false], [423, 'unavailable', true], [429, 'unavailable', true], [500, 'unavailable', true], [503, 'unavailable', true], [507, 'full', true],
  ] as const)('that answers PUT with %i is %s', async (status, reason, passing) => {
    const url = await open((req, res) => (req.method === 'PUT' ? answering(status) : answering(req.method === 'HEAD' ? 404 : 201))(req, res));
    expect(await sent(folderPlan(url))).toEqual({ ok: false, error: { reason, passing } });
  });
});

describe('a webhook', () => {
  it('is told what a file is, signed, under one key; the same again is kept once', async () => {
    const { kept, url } = await archive();
    const plan = webhookPlan(`${url}tiep-nhan`);
    expect(await sent(plan)).toEqual({ ok: true, value: { receipt: '201 id vb-1' } });
    expect(await sent(plan)).toEqual({ ok: true, value: { receipt: '201 id vb-1' } });
    expect(kept.files()).toHaveLength(1);
    const [one] = kept.files();
    const form = await new Response(Uint8Array.from(one?.bytes ?? []), { headers: { 'content-type': one?.type ?? '' } }).formData();
    expect(JSON.parse(String(form.get('metadata')))).toMatchObject({ version: 1, delivery: parcel().id, number: '12/BC-UBND', unit: { code: '16681' }, file: { sha256: parcel().hash, size: parcel().bytes.length } });
    const file = form.get('file');
    expect(file instanceof File && [file.name, new Uint8Array(await file.arrayBuffer())]).toEqual([parcel().fileName, Uint8Array.from(parcel().bytes)]);
    expect(await sent({ ...plan, secret: `${SECRET}x` })).toEqual({ ok: false, error: { reason: 'denied', passing: false } });
  });

  it('may take one JSON object', async () => {
    let body: Uint8Array = new Uint8Array();
    let headers: IncomingMessage['headers'] = {};
    const url = await open((req, res) => void bodyOf(req).then((read) => { body = read; headers = req.headers; res.end('{"id":7}'); }));
    expect(await sent(webhookPlan(url, { form: 'json', headers: { Authorization: 'Bearer abc' } }))).toEqual({ ok: true, value: { receipt: '200' } });
    const told = JSON.parse(Buffer.from(body).toString()) as { file: { content: string; sha256: string } };
    expect([Buffer.from(told.file.content, 'base64'), told.file.sha256]).toEqual([parcel().bytes, parcel().hash]);
    expect(headers).toMatchObject({ 'authorization': 'Bearer abc', 'idempotency-key': parcel().id, 'x-content-sha256': parcel().hash });
    expect([isSigned(String(headers['x-signature']), body, SECRET, NOON), isSigned(String(headers['x-signature']), body, SECRET, NOON + 400_000), isSigned(String(headers['x-signature']), Buffer.from('x'), SECRET, NOON)]).toEqual([true, false, false]);
  });

  it('that asks for patience is believed; one that is busy with the same key is asked again', async () => {
    expect(await sent(webhookPlan(await open(answering(503, { 'retry-after': '120' }))))).toEqual({ ok: false, error: { reason: 'unavailable', passing: true, retryAfterMs: 120_000 } });
    expect(await sent(webhookPlan(await open(answering(409))))).toEqual({ ok: false, error: { reason: 'unavailable', passing: true } });
  });
});

describe('a receiver that means harm', () => {
  it.each(['folder', 'webhook'] as const)('leads a %s nowhere else', async (kind) => {
    let reached = 0;
    const elsewhere = await open((_req, res) => { reached += 1; res.end(); });
    const url = await open(answering(302, { location: elsewhere }));
    expect(await sent(kind === 'folder' ? folderPlan(url) : webhookPlan(url))).toEqual({ ok: false, error: { reason: 'redirect', passing: false } });
    expect(reached).toBe(0);
  });

  it('answers for ever and is listened to for a moment', async () => {
    let told = 0;
    const url = await open((req, res) => {
      req.resume();
      res.writeHead(200);
      const more = (): void => { told += 65_536; if (!res.destroyed) res.write(Buffer.alloc(65_536, 97), () => setImmediate(more)); };
      more();
    });
    expect(await sent(webhookPlan(url))).toEqual({ ok: true, value: { receipt: '200' } });
    expect(told).toBeLessThan(20_000_000);
  });

  it('says nothing and is left at the deadline; ends in the middle and is asked again', async () => {
    expect(await sent(webhookPlan(await open(() => undefined)), parcel(), AbortSignal.timeout(50))).toEqual({ ok: false, error: { reason: 'timed-out', passing: true } });
    expect(await sent(webhookPlan(await open((req) => void req.socket.destroy())))).toEqual({ ok: false, error: { reason: 'broken-off', passing: true } });
    expect(await sent(webhookPlan('http://127.0.0.1:9/'))).toEqual({ ok: false, error: { reason: 'unreachable', passing: true } });
  });

  it('echoes our secret and no receipt of it is kept', async () => {
    const url = await open((req, res) => res.end(JSON.stringify({ id: `x${String(req.headers.authorization).slice(7)}` })));
    expect(await sent(webhookPlan(url, { headers: { Authorization: `Bearer ${SECRET}` }, secrets: [SECRET] }))).toEqual({ ok: true, value: { receipt: '' } });
  });

  it('lives where nobody may be sent to, and the refusal is written down without the address', async () => {
    written.length = 0;
    expect(await sent(webhookPlan('http://127.0.0.1:8080/', { internal: false }))).toEqual({ ok: false, error: { reason: 'address-refused', passing: false } });
    const named = createSend(core, () => Promise.resolve(['169.254.169.254']));
    expect(await named(folderPlan('http://kho.example/'), parcel(), AbortSignal.timeout(1_000))).toEqual({ ok: false, error: { reason: 'address-refused', passing: false } });
    expect(written.join()).toContain('"outbound-refused"');
    expect(written.join()).not.toMatch(/127\.0\.0\.1|169\.254|kho\.example|Bearer/);
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'etc passwd - x.csv'], ['..\\..\\x', 'x - x.csv'], ['a\r\nBcc: b@c.example', 'a Bcc b@c.example - x.csv'], ['', 'bao-cao - x.csv'], ['.htaccess', 'htaccess - x.csv'], ['~/.ssh', 'ssh - x.csv'],
    ['gnp.\u202Excod', 'gnp.xcod - x.csv'], ['a\u0000b%2e%2e%2f"c"', 'a b 2e 2e 2f c - x.csv'],
  ])('%j is %j', (title, name) => expect(fileNameOf([title], 'x.csv')).toBe(name));

  it('fits every file system, in whole letters', () => {
    const long = fileNameOf(['Báo cáo đánh giá '.repeat(40), 'Xã'], 'abc.docx');
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(180);
    expect(long).toMatch(/^(?:Báo cáo đánh giá )+.* - abc\.docx$/);
  });
});
