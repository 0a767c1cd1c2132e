import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { startMock, type Mock } from '../main';
import { NOW, smallUnits } from '../small-province.fixture';
import { SCENARIOS, type Scenario } from './names';

const FORM = 'one-stop/api/bao-cao/bieu-06?tuNgay=2026-10-01&denNgay=2026-10-31';
const OVERDUE = 'one-stop/api/ho-so/qua-han?donVi=99&tuNgay=2026-11-01&denNgay=2026-11-30';
const HEALTHY = 'lgsp/api/v1/services?day=2026-11-19';

interface Report { readonly thoiDiem: string; readonly tongSoDong: number; readonly hang: { readonly ma: string; readonly so: number[] }[] }

let mock: Mock;
beforeAll(async () => { mock = await startMock({ port: 0, province: 'thu-nghiem', seed: 7, now: () => NOW, units: smallUnits() }); });
afterAll(() => mock.close());

const set = (source: string, scenario: string): Promise<Response> =>
  fetch(`${mock.url}__scenario`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ source, scenario }) });
afterEach(() => set('*', 'normal'));

const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(mock.url + path, { headers: { 'Accept-Encoding': 'identity' }, ...init });
const report = async (): Promise<Report> => (await (await ask(FORM)).json()) as Report;

/** What a question comes to: the body, or the name of what went wrong on the wire, and how long it took. */
async function outcome(path: string): Promise<{ readonly text?: string; readonly fault?: string; readonly ms: number }> {
  const began = performance.now();
  try {
    return { text: await (await ask(path)).text(), ms: performance.now() - began };
  } catch (fault) {
    const cause = (fault as { cause?: { code?: string; message?: string } }).cause;
    return { fault: cause?.code ?? cause?.message ?? String(fault), ms: performance.now() - began };
  }
}

describe('scenarios on demand', () => {
  it('are read and set over HTTP, for one source or all, and refused where unknown', async () => {
    const { current, scenarios } = (await (await ask('__scenario')).json()) as { current: Record<string, Scenario>; scenarios: Record<string, string> };
    expect(Object.keys(scenarios)).toEqual(Object.keys(SCENARIOS));
    expect(new Set(Object.values(current))).toEqual(new Set(['normal']));
    const one = (await (await set('lgsp', 'down')).json()) as { current: Record<string, Scenario> };
    expect(one.current).toMatchObject({ lgsp: 'down', documents: 'normal' });
    const all = (await (await set('*', 'slow')).json()) as { current: Record<string, Scenario> };
    expect(new Set(Object.values(all.current))).toEqual(new Set(['slow']));
    expect((await set('lgsp', 'tired')).status).toBe(400);
    expect((await set('kho-bac', 'down')).status).toBe(400);
    expect((await fetch(`${mock.url}__scenario`, { method: 'POST', body: 'không phải JSON' })).status).toBe(400);
  });

  it('leave the other sources as they are, and end with normal', async () => {
    const before = await (await ask(FORM)).text();
    await set('one-stop', 'down');
    expect((await outcome(FORM)).fault).toBeDefined();
    expect((await ask(HEALTHY)).status).toBe(200);
    await set('one-stop', 'normal');
    expect(await (await ask(FORM)).text()).toBe(before);
  });

  it('slow: 1 to 3 seconds, then the whole answer', async () => {
    const normal = await outcome(FORM);
    await set('one-stop', 'slow');
    const slow = await outcome(FORM);
    expect(slow.text).toBe(normal.text);
    expect(slow.ms).toBeGreaterThan(950);
    expect(slow.ms).toBeLessThan(3_900);
  });

  it('drip: one byte a second', async () => {
    await set('one-stop', 'drip');
    const reply = await ask(FORM, { signal: AbortSignal.timeout(2_600) });
    const reader = reply.body?.getReader();
    let bytes = 0;
    await expect((async () => {
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) return;
        bytes += part.value.length;
      }
    })()).rejects.toThrow();
    expect(bytes).toBeGreaterThanOrEqual(1);
    expect(bytes).toBeLessThanOrEqual(3);
  });

  it('500 and 429, the latter with Retry-After', async () => {
    await set('one-stop', '500');
    expect((await ask(FORM)).status).toBe(500);
    await set('one-stop', '429');
    const limited = await ask(FORM);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '30']);
  });

  it('hang: takes the question and stays silent', async () => {
    await set('one-stop', 'hang');
    await expect(ask(FORM, { signal: AbortSignal.timeout(700) })).rejects.toThrow(/timeout|aborted/i);
  });

  it('reset: the connection breaks in the middle of the body', async () => {
    await set('one-stop', 'reset');
    const reply = await ask(FORM);
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toMatchObject({ cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) as string } });
  });

  it('truncated: fewer bytes than promised', async () => {
    await set('one-stop', 'truncated');
    const reply = await ask(FORM);
    expect(Number(reply.headers.get('content-length'))).toBeGreaterThan(0);
    await expect(reply.text()).rejects.toThrow();
  });

  it('down: the connection is destroyed at once', async () => {
    await set('one-stop', 'down');
    const { fault, ms } = await outcome(FORM);
    expect(fault).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(ms).toBeLessThan(1_000);
  });

  it('login-page: 200 with HTML', async () => {
    await set('one-stop', 'login-page');
    const reply = await ask(FORM);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await reply.text()).toContain('Đăng nhập');
  });

  it('field-renamed: the rows are there under another name', async () => {
    const normal = await report();
    await set('one-stop', 'field-renamed');
    const renamed = await report();
    expect(renamed).not.toHaveProperty('hang');
    expect(renamed).toHaveProperty('danhSachDong', normal.hang);
  });

  it('unit-x1000: the same figures a thousandfold', async () => {
    const normal = await report();
    await set('one-stop', 'unit-x1000');
    const large = await report();
    expect(large.hang.map(({ so }) => so)).toEqual(normal.hang.map(({ so }) => so.map((value) => value * 1000)));
    expect(large.tongSoDong).toBe(normal.tongSoDong);
  });

  it('partial: fewer rows under the same total', async () => {
    const normal = await report();
    await set('one-stop', 'partial');
    const part = await report();
    expect(part.tongSoDong).toBe(normal.tongSoDong);
    expect(part.hang.length).toBeLessThan(part.tongSoDong);
    expect(part.hang).toEqual(normal.hang.slice(0, part.hang.length));
  });

  it('duplicate-events: every event three times, in another order', async () => {
    const codes = async (): Promise<string[]> => ((await (await ask(OVERDUE)).json()) as { danhSach: { maHoSo: string }[] }).danhSach.map(({ maHoSo }) => maHoSo);
    const normal = await codes();
    await set('one-stop', 'duplicate-events');
    const repeated = await codes();
    expect(normal.length).toBeGreaterThan(0);
    expect(repeated).toHaveLength(3 * normal.length);
    expect([...new Set(repeated)].reverse()).toEqual(normal);
  });

  it('clock-skew: Date and figures stand two hours back', async () => {
    await set('one-stop', 'clock-skew');
    const reply = await ask(FORM);
    expect(reply.headers.get('date')).toBe(new Date(NOW - 7_200_000).toUTCString());
    expect(((await reply.json()) as Report).thoiDiem).toBe('2026-11-20T08:15:00+07:00');
  });

  it('covers every scenario that can be set', () => {
    expect(Object.keys(SCENARIOS).sort()).toEqual(
      ['normal', 'slow', 'drip', '500', '429', 'hang', 'reset', 'truncated', 'login-page', 'field-renamed', 'unit-x1000', 'partial', 'duplicate-events', 'clock-skew', 'down'].sort(),
    );
  });
});
