import { createServer, type AddressInfo, type Socket } from 'node:net';
import pino from 'pino';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { authorityOf, identityOf } from '../../../test/faults/certificates';
import { mailPlan, NOON, parcel } from './delivery.fixture';
import type { MailPlan } from './destination';
import { createMail } from './mail-reminders';
import { createSend } from './send';

const OURS = authorityOf('Co quan chung thuc cua tinh');
const SERVER = identityOf({ name: 'thu' }, OURS);
const PASSWORD = 'Doc8-Kho9-Lieu7-Tinh6-Nay5';
const core = { clock: () => NOON, log: pino({ level: 'silent' }), audit: { write: () => Promise.resolve(), append: () => Promise.resolve() } };

interface Letter {
  readonly text: string;
  readonly secure: boolean;
  readonly user: string;
  readonly to: readonly string[];
}
const closing: (() => Promise<void>)[] = [];
afterEach(async () => { await Promise.all(closing.splice(0).map((close) => close())); });

/** A real mail server that keeps what was handed to it whole. */
async function server(options: SMTPServerOptions = {}): Promise<{ readonly port: number; readonly letters: Letter[] }> {
  const letters: Letter[] = [];
  const smtp = new SMTPServer({
    key: SERVER.key, cert: SERVER.cert, authOptional: true, disableReverseLookup: true, logger: false,
    onAuth: ({ username, password }, _session, done) => { if (password === PASSWORD) done(null, { user: username }); else done(new Error('no')); },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        letters.push({ text: Buffer.concat(parts).toString('utf8'), secure: session.secure, user: String(session.user ?? ''), to: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => undefined);
  await new Promise<void>((done) => { smtp.listen(0, '127.0.0.1', () => done()); });
  closing.push(() => new Promise((done) => smtp.close(done)));
  return { port: (smtp.server.address() as AddressInfo).port, letters };
}
/** A server of our own words, that says `said` and then what `answer` gives to each line. */
async function saying(answer: (line: string, socket: Socket) => string): Promise<number> {
  const plain = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 thu\r\n');
    socket.on('data', (part) => { for (const line of part.toString('latin1').split('\r\n').filter(Boolean)) { const said = answer(line, socket); if (said !== '') socket.write(`${said}\r\n`); } });
  });
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((done) => { plain.close(() => done()); }));
  return (plain.address() as AddressInfo).port;
}
const sent = (plan: MailPlan, given = parcel(), signal = AbortSignal.timeout(4_000)) => createSend(core)(plan, given, signal);
const LOGIN = { user: 'toan-canh', password: PASSWORD } as const;
const refused = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode });
/** Words of a header, from the ways in which letters write them. */
const unfolded = (text: string): string => text.split('\r\n\r\n', 1)[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '';
const decoded = (text: string): string => text.replace(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_all, packed: string) => Buffer.from(packed, 'base64').toString()).replace(/=\?UTF-8\?Q\?([^?]*)\?=\s*/gi, (_all, packed: string) => decodeURIComponent(packed.replaceAll('_', ' ').replaceAll('=', '%')));

describe('a letter', () => {
  it.each([['by STARTTLS', { security: 'starttls' }, {}], ['by TLS from the first byte', { security: 'tls' }, { secure: true }]] as const)('goes %s, after signing in', async (_name, plan, options) => {
    const { port, letters } = await server(options);
    expect(await sent(mailPlan(port, { ...plan, tls: { ca: OURS.cert }, login: LOGIN }))).toEqual({ ok: true, value: { receipt: `message-id <${parcel().id}@tinh.example>` } });
    expect(letters).toMatchObject([{ secure: true, user: 'toan-canh', to: ['van-thu@tinh.example'] }]);
  });

  it('says in plain Vietnamese what the file is, and carries it by its Vietnamese name', async () => {
    const { port, letters } = await server({ hideSTARTTLS: true });
    await sent(mailPlan(port));
    const text = letters[0]?.text ?? '';
    expect(decoded(unfolded(text))).toContain('Subject: Báo cáo tình hình kinh tế - xã hội tháng 10 năm 2026 - Phường Thành Vinh');
    expect(unfolded(text)).toContain(`Message-ID: <${parcel().id}@tinh.example>`);
    expect(text).not.toContain('text/html');
    const body = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(text)?.[1] ?? '';
    const words = /Content-Transfer-Encoding: base64/.test(/Content-Type: text\/plain[^]*?\r\n\r\n/.exec(text)?.[0] ?? '') ? Buffer.from(body, 'base64').toString() : Buffer.from(body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();
    for (const part of ['Đơn vị: Phường Thành Vinh', 'Kỳ báo cáo: Tháng 10 năm 2026', 'Số, ký hiệu: 12/BC-UBND', 'Số liệu lấy lúc: 12:00 05/11/2026', parcel().hash, 'đã ban hành']) expect(words).toContain(part);
    const name = [...text.matchAll(/filename\*\d+\*?=\"?([^;\r\n\"]+)/g)].map(([, part]) => part).join('').replace(/^utf-8''/i, '');
    expect(decodeURIComponent(name)).toBe(parcel().fileName);
    expect(text.replace(/\r\n/g, '')).toContain(Buffer.from(parcel().bytes).toString('base64'));
  });

  it('of a draft says so', async () => {
    const { port, letters } = await server({ hideSTARTTLS: true });
    await sent(mailPlan(port), parcel({ state: 'draft', number: null }));
    expect(decoded(unfolded(letters[0]?.text ?? ''))).toContain('Subject: [Dự thảo]');
  });

  it('takes no further header and no further reader from a title', async () => {
    const { port, letters } = await server({ hideSTARTTLS: true });
    const title = 'Báo cáo\r\nBcc: ke-gian@xau.example\r\n\r\n<script>';
    expect(await sent(mailPlan(port), parcel({ title }))).toMatchObject({ ok: true });
    expect(letters[0]?.to).toEqual(['van-thu@tinh.example']);
    expect(unfolded(letters[0]?.text ?? '')).not.toMatch(/^bcc:/im);
  });
});

describe('a mail server', () => {
  it.each([
    ['is full', { onRcptTo: (_address, _session, done) => done(refused(452)) }, 'full', true],
    ['asks to come later', { onMailFrom: (_address, _session, done) => done(refused(451)) }, 'unavailable', true],
    ['does not know the reader', { onRcptTo: (_address, _session, done) => done(refused(550)) }, 'rejected', false],
    ['does not take it', { onData: (stream, _session, done) => { stream.resume(); stream.on('end', () => done(refused(554))); } }, 'rejected', false],
    ['finds it too large', { onData: (stream, _session, done) => { stream.resume(); stream.on('end', () => done(refused(552))); } }, 'too-large', false],
    ['turns us away', { onConnect: (_session, done) => done(refused(421)) }, 'unavailable', true],
  ] as const satisfies readonly (readonly [string, SMTPServerOptions, string, boolean])[])('that %s', async (_name, options, reason, passing) => {
    const { port, letters } = await server({ hideSTARTTLS: true, ...options });
    expect(await sent(mailPlan(port))).toEqual({ ok: false, error: { reason, passing } });
    expect(letters).toEqual([]);
  });

  it('that knows another password, another name, or no encryption is given nothing', async () => {
    const good = await server();
    expect(await sent(mailPlan(good.port, { security: 'starttls', tls: { ca: OURS.cert }, login: { user: 'a', password: 'sai' } }))).toEqual({ ok: false, error: { reason: 'denied', passing: false } });
    expect(await sent(mailPlan(good.port, { security: 'starttls', login: LOGIN }))).toEqual({ ok: false, error: { reason: 'tls', passing: true } });
    const plain = await server({ disabledCommands: ['STARTTLS'] });
    expect(await sent(mailPlan(plain.port, { security: 'starttls', tls: { ca: OURS.cert }, login: LOGIN }))).toEqual({ ok: false, error: { reason: 'tls', passing: true } });
    expect([...good.letters, ...plain.letters]).toEqual([]);
  });

  it('that takes it for some says so', async () => {
    const { port, letters } = await server({ hideSTARTTLS: true, onRcptTo: ({ address }, _session, done) => { if (address.startsWith('x')) done(refused(550)); else done(); } });
    expect(await sent(mailPlan(port, { to: ['x@tinh.example', 'y@tinh.example'] }))).toMatchObject({ ok: true, value: { partly: 'some-refused' } });
    expect(letters[0]?.to).toEqual(['y@tinh.example']);
  });

  it('that hangs up in the middle, or falls silent, is asked again', async () => {
    const dropping = await saying((line, socket) => (/^EHLO/.test(line) ? '250 thu' : /^(MAIL|RCPT)/.test(line) ? '250 ok' : (socket.destroy(), '')));
    expect(await sent(mailPlan(dropping))).toEqual({ ok: false, error: { reason: 'broken-off', passing: true } });
    const silent = await saying((line) => (/^EHLO/.test(line) ? '250 thu' : ''));
    expect(await sent(mailPlan(silent), parcel(), AbortSignal.timeout(150))).toEqual({ ok: false, error: { reason: 'timed-out', passing: true } });
    expect(await sent(mailPlan(9))).toEqual({ ok: false, error: { reason: 'unreachable', passing: true } });
  });

  it('outside of the network is not looked for inside', async () => {
    expect(await sent(mailPlan(25, { internal: false }))).toEqual({ ok: false, error: { reason: 'address-refused', passing: false } });
    const plan = mailPlan(25, { internal: false, base: new URL('smtp://thu.example:25/') });
    expect(await createSend(core, () => Promise.resolve(['10.0.0.1']))(plan, parcel(), AbortSignal.timeout(1_000))).toEqual({ ok: false, error: { reason: 'address-refused', passing: false } });
  });
});

it('a reminder goes to the servers that take them for the unit, under one id', async () => {
  const { port, letters } = await server({ hideSTARTTLS: true });
  const all = [mailPlan(port, { reminders: true }), mailPlan(port, { id: 'khac' }), mailPlan(9, { id: 'hong', reminders: true })];
  const mail = createMail(core, { all, covers: ({ id }, unit) => unit === '16681' || id === 'khac' });
  expect(await mail.reminder('16681', { subject: 'Sắp đến hạn\r\nBcc: x@y.example', text: 'Báo cáo tháng 10\ncòn 2 ngày.', key: 'before-due form-06 16681' })).toBe(1);
  expect(await mail.reminder('H41.06', { subject: 'x', text: 'y', key: 'z' })).toBe(0);
  expect(letters).toHaveLength(1);
  expect(unfolded(letters[0]?.text ?? '')).not.toMatch(/^bcc:/im);
});
