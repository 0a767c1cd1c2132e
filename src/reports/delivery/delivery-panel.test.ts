import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSSRApp, effectScope, h, type EffectScope } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { err, ok, type Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { PORTAL, type Portal } from '@/widget-kit/context';
import DeliveryLine from './DeliveryLine.vue';
import en from './locales/en.json';
import words from './locales/vi.json';
import { readDeliveries, type ShownDelivery } from './parse-deliveries';
import { useDeliveries } from './use-deliveries';

const AT = Date.UTC(2026, 10, 22, 1);
const delivery = (more: Partial<ShownDelivery> = {}): ShownDelivery => ({
  id: 'd1', format: 'docx', destination: 'kho', cause: 'person', state: 'waiting', untilIssued: false, askedBy: 'Trần Thị Bình', askedAt: AT, attempts: 0, nextTry: AT, reason: null, hash: null, receipt: null, finishedAt: null, ...more,
});
const DESTINATION = { id: 'kho', title: { vi: 'Kho văn bản', en: 'Archive' }, kind: 'folder', formats: ['docx', 'exe', 'pdf'], drafts: false };

describe('what the gateway tells of deliveries', () => {
  it('is read row by row: one of another form does not hide the others', () => {
    const read = readDeliveries({ deliveries: [delivery(), { id: 7 }, delivery({ id: 'd2', state: 'done' })], destinations: [DESTINATION, null] });
    expect([read?.deliveries.map(({ id }) => id), read?.destinations]).toEqual([['d1', 'd2'], [{ ...DESTINATION, formats: ['docx', 'pdf'] }]]);
    expect([readDeliveries(null), readDeliveries({ deliveries: 1 })]).toEqual([null, null]);
  });
});

describe('a delivery in the list', () => {
  const shown = async (given: ShownDelivery, language: Language = 'vi', stands = true): Promise<string> => {
    const app = createSSRApp({ render: () => h(DeliveryLine, { delivery: given, name: 'Kho văn bản', busy: false, stands }) });
    app.provide(PORTAL, { language, format: createFormat(language) } as unknown as Portal);
    return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
  };
  const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

  it.each([
    [delivery({ untilIssued: true }), 'Chờ gửi · Word · Kho văn bản Gửi khi báo cáo được ban hành.', ['data-cancel']],
    [delivery({ attempts: 2, reason: 'unreachable' }), 'Không kết nối được tới nơi nhận. Thử lại lúc 08:00 22/11/2026 (đã thử 2 lần).', ['data-cancel', 'Gửi ngay Word tới Kho văn bản']],
    [delivery({ state: 'sending' }), '→ Đang gửi', []],
    [delivery({ state: 'done', finishedAt: AT, receipt: 'etag "5f"', hash: 'ab12' }), 'đến nơi lúc 08:00 22/11/2026 Biên nhận Nơi nhận trả: etag &quot;5f&quot; SHA-256 của tệp: ab12', []],
    [delivery({ state: 'failed', reason: 'denied', cause: 'schedule' }), 'Không gửi được · Word · Kho văn bản Nơi nhận từ chối tài khoản của cổng. Lịch của Trần Thị Bình', ['data-retry']],
    [delivery({ state: 'cancelled', reason: 'unheard-of' }), 'Đã hủy · Word · Kho văn bản Lý do: unheard-of.', ['data-retry']],
  ] as const)('says how far it is and why: %#', async (given, text, parts) => {
    const markup = await shown(given);
    expect(textOf(markup)).toContain(text);
    for (const part of ['data-cancel', 'data-retry', 'Gửi ngay Word tới Kho văn bản']) expect([part, markup.includes(part)]).toEqual([part, parts.some((each) => each === part)]);
  });

  it('of a report that no longer stands is not sent again; English has every word', async () => {
    expect(await shown(delivery({ state: 'failed', reason: 'report-superseded' }), 'en', false)).not.toContain('data-retry');
    expect(Object.keys(en).sort()).toEqual(Object.keys(words).sort());
  });
});

describe('sending', () => {
  let scope: EffectScope;
  beforeEach(() => { scope = effectScope(); vi.useFakeTimers(); });
  afterEach(() => { scope.stop(); vi.useRealTimers(); });
  const open = (answer: (method: string, path: string, body: unknown) => Result<unknown, GatewayProblem>) => {
    const asked: unknown[] = [];
    let made = 0;
    const desk = scope.run(() => useDeliveries((method, path, body) => { asked.push(method === 'GET' ? 'GET' : [method, path, body]); return Promise.resolve(answer(method, path, body)); }, () => 'r1', () => `key-${(made += 1)}`));
    if (!desk) throw new Error('no scope');
    return { desk, asked };
  };
  const LIST = ok({ deliveries: [delivery({ state: 'done' })], destinations: [DESTINATION] });

  it('after a lost answer asks by the same key, after a heard one by another', async () => {
    let down = true;
    const { desk, asked } = open((method) => (method === 'GET' ? LIST : down ? err({ code: 'unreachable', status: 0, body: null }) : ok({})));
    expect(await desk.send('kho', 'docx')).toBe(false);
    expect(desk.problem.value?.code).toBe('unreachable');
    down = false;
    expect([await desk.send('kho', 'docx'), await desk.send('kho', 'docx')]).toEqual([true, true]);
    expect(asked.filter((each) => each !== 'GET')).toEqual(['key-1', 'key-1', 'key-2'].map((key) => ['POST', '/api/reports/r1/deliveries', { destination: 'kho', format: 'docx', key }]));
    expect([desk.doing.value, desk.problem.value]).toEqual([null, null]);
  });

  it('is given up and tried again at its own address, and the list is read anew', async () => {
    const { desk, asked } = open(() => LIST);
    await desk.cancel('d/1');
    await desk.retry('d/1');
    expect(asked).toEqual([['DELETE', '/api/report-deliveries/d%2F1', undefined], 'GET', ['POST', '/api/report-deliveries/d%2F1/retry', undefined], 'GET']);
  });

  it('is looked after while it is on its way, and no longer', async () => {
    let state: ShownDelivery['state'] = 'sending';
    const { desk, asked } = open(() => ok({ deliveries: [delivery({ state })], destinations: [] }));
    await desk.asked.load();
    await vi.advanceTimersByTimeAsync(5_000);
    state = 'done';
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual(['GET', 'GET', 'GET']);
  });
});
