import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDestinations } from './read-destinations';

const folder = mkdtempSync(join(tmpdir(), 'destinations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'destinations.json');
const KEY = 'vQ2mT7pLx4RnCkZ8wY5d';
const ENV = { KHO: `van-thu:${KEY}`, KHOA_KY: KEY, MAT_KHAU: KEY, WEAK: 'password' };
function read(value: unknown, env: NodeJS.ProcessEnv = ENV): ReturnType<typeof readDestinations> {
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return readDestinations(file, env);
}
const title = { vi: 'Kho văn bản', en: 'Archive' };
const FOLDER = { id: 'kho', title, kind: 'folder', url: 'https://kho.example/bao-cao/' };
const WEBHOOK = { id: 'goi', title, kind: 'webhook', url: 'https://noi-nhan.example/api/v1/bao-cao', secretEnv: 'KHOA_KY' };
const MAIL = { id: 'thu', title, kind: 'mail', host: 'thu.example', from: { name: 'Toàn Cảnh', address: 'bao-cao@tinh.example' }, to: ['van-thu@tinh.example'] };
const faultsOf = (entry: unknown, env: NodeJS.ProcessEnv = ENV): readonly string[] => { const outcome = read({ destinations: [entry] }, env); return outcome.ok ? [] : outcome.error; };

describe('a settings file', () => {
  it('names destinations with what is usual left out', () => {
    const plans = read({ destinations: [FOLDER, WEBHOOK, MAIL] });
    expect(plans.ok && [...plans.value.values()]).toMatchObject([
      { id: 'kho', kind: 'folder', units: '*', formats: ['docx', 'pdf', 'xlsx', 'csv', 'html', 'pptx'], maxClass: 'internal', drafts: false, internal: false, maxBytes: 100 * 1_048_576, attemptMs: 60_000, headers: {} },
      { id: 'goi', kind: 'webhook', form: 'multipart', secret: KEY, secrets: [KEY] },
      { id: 'thu', kind: 'mail', security: 'starttls', login: null, reminders: false },
    ]);
    expect(plans.ok && ['kho', 'goi', 'thu'].map((id) => plans.value.get(id)?.base.href)).toEqual(['https://kho.example/bao-cao/', 'https://noi-nhan.example/api/v1/bao-cao', 'smtp://thu.example:587/']);
  });

  it('says everything', () => {
    const plans = read({ destinations: [
      { ...FOLDER, url: 'http://10.1.2.3/dav/', internal: true, addresses: ['10.1.2.3'], credentials: { kind: 'basic', env: 'KHO' }, units: ['H41.06'], formats: ['pdf'], maxClass: 'personal', drafts: true, maxMegabytes: 5, attemptSeconds: 30 },
      { ...WEBHOOK, form: 'json', credentials: { kind: 'header', name: 'X-Api-Key', env: 'KHOA_KY' } },
      { ...MAIL, internal: true, security: 'tls', port: 4650, login: { user: 'toan-canh', env: 'MAT_KHAU' }, reminders: true },
      { ...MAIL, id: 'noi-bo', host: '10.1.2.4', internal: true, security: 'none' },
    ] });
    expect(plans.ok && plans.value.get('kho')).toMatchObject({ units: ['H41.06'], formats: ['pdf'], maxClass: 'personal', drafts: true, maxBytes: 5 * 1_048_576, attemptMs: 30_000, addresses: ['10.1.2.3'], headers: { Authorization: `Basic ${Buffer.from(ENV.KHO).toString('base64')}` } });
    expect(plans.ok && plans.value.get('goi')).toMatchObject({ form: 'json', headers: { 'X-Api-Key': KEY } });
    expect(plans.ok && plans.value.get('thu')).toMatchObject({ base: new URL('smtp://thu.example:4650/'), login: { user: 'toan-canh', password: KEY }, reminders: true });
    expect(plans.ok && plans.value.get('thu')?.secrets).toContain(Buffer.from(`\0toan-canh\0${KEY}`).toString('base64'));
  });

  it.each([
    [{ ...FOLDER, id: 'Kho Văn' }, '/destinations/0/id: "Kho Văn": expected small letters'], [{ ...FOLDER, kind: 'ftp' }, '/destinations/0/kind: "ftp": expected "folder"'], [{ ...FOLDER, formats: ['exe'] }, '/destinations/0/formats/0: "exe": expected a list of: docx'],
    [{ ...FOLDER, units: [] }, '/destinations/0/units: '], [{ ...FOLDER, maxClass: 'secret' }, '/destinations/0/maxClass: "secret"'], [{ ...FOLDER, password: 'x' }, 'no such field: password'], [{ ...FOLDER, title: 'Kho' }, '/destinations/0/title: "Kho": expected a name in both'],
    [{ ...FOLDER, url: 'https://kho.example/bao-cao' }, 'must end with "/"'], [{ ...FOLDER, url: 'http://kho.example/' }, 'not sent over http://'], [{ ...FOLDER, url: 'https://10.0.0.1/' }, '"internal": true'], [{ ...FOLDER, url: 'https://a:b@kho.example/' }, 'no user, password'],
    [{ ...FOLDER, url: 'file:///etc/' }, 'http(s)://'], [{ ...FOLDER, addresses: ['127.0.0.1'] }, 'addresses: "127.0.0.1"'], [{ ...FOLDER, attemptSeconds: 0 }, '/destinations/0/attemptSeconds: 0: expected'], [{ ...WEBHOOK, url: 'https://x.example/?key=1' }, 'query'],
    [{ ...WEBHOOK, secretEnv: 'KHONG_CO' }, 'KHONG_CO is empty'], [{ ...WEBHOOK, secretEnv: 'WEAK' }, 'WEAK is empty, weak'], [{ ...FOLDER, credentials: { kind: 'basic', env: 'KHONG_CO' } }, 'KHONG_CO'], [{ ...MAIL, login: { user: 'a', env: 'KHONG_CO' } }, 'KHONG_CO is empty'],
    [{ ...MAIL, to: ['a@b.example\r\nBcc: c@d.example'] }, '/destinations/0/to/0: '], [{ ...MAIL, to: [] }, '/destinations/0/to: '], [{ ...MAIL, from: { name: 'A\nB', address: 'a@b.example' } }, '/destinations/0/from/name'], [{ ...MAIL, host: 'thu.example/x' }, '/destinations/0/host: "thu.example/x"'],
    [{ ...MAIL, host: '10.0.0.1' }, '"internal": true'], [{ ...MAIL, security: 'none' }, '"security": "none" is only'], [{ ...MAIL, internal: true, security: 'none', login: { user: 'a', env: 'MAT_KHAU' } }, '"security": "none" is only'],
  ])('is refused with its place: %j', (entry, told) => {
    const faults = faultsOf(entry);
    expect(faults.join('\n')).toContain(told);
    expect(faults.every((fault) => fault.includes('/destinations/0'))).toBe(true);
  });

  it.each(['', '[]', '{}', 'null', '{', '{"destinations":{}}'])('that is %j is refused', (text) => expect(read(text).ok).toBe(false));
  it('is refused with all its faults, two of one name too, and never says a secret', () => {
    const outcome = read({ destinations: [{ ...FOLDER, credentials: { kind: 'bearer', env: 'KHOA_KY' } }, { ...FOLDER, kind: 'webhook', secretEnv: 'WEAK' }, MAIL, MAIL, { ...FOLDER, id: 'x', credentials: { kind: 'bearer', env: 'KHOA_KY', secret: KEY } }] });
    expect(outcome.ok ? [] : outcome.error.map((fault) => /\/destinations\/\d+[^:]*/.exec(fault)?.[0])).toEqual(['/destinations/1', '/destinations/3/id', '/destinations/4/credentials']);
    expect(JSON.stringify(outcome)).not.toContain(KEY);
    expect(read(join(folder, 'none')).ok).toBe(false);
  });
});
