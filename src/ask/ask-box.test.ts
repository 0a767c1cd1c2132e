import { describe, expect, it } from 'vitest';
import { createSSRApp, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { PORTAL, type Portal } from '@/widget-kit/context';
import { SAMPLE_NOW } from '@/widget-kit/testing/sample-province';
import AskBox from './AskBox.vue';
import { choicesOf } from './change-reading';
import { readingText } from './reading-text';
import { shippedProvince } from './shipped-pack.fixture';
import { understand } from './understand';
import { vocabularyOf } from './vocabulary';

const province = shippedProvince();

/** The box as a page would show it; figures that no widget of the page shows need none. */
async function shown(question: string, catalogue: 'loading' | 'failed' | 'ready' = 'ready', language: Language = 'vi'): Promise<string> {
  const app = createSSRApp({ render: () => h(AskBox, { question, catalogue }) });
  const portal = { province, language, format: createFormat(language), now: SAMPLE_NOW } satisfies Partial<Portal>;
  app.provide(PORTAL, portal as unknown as Portal);
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

describe('the box', () => {
  it('tells how it understood, part by part, and says it aloud', async () => {
    const markup = await shown('tỷ lệ hộ nghèo theo xã năm 2025');
    expect(textOf(markup)).toContain('Hiểu là: Chỉ tiêu: Tỷ lệ hộ nghèo theo xã; Đơn vị: Tỉnh Nghệ An');
    expect(markup).toMatch(/role="status"[^>]*>Hiểu là/);
    expect([...markup.matchAll(/data-part="(\w+)"/g)].map(([, part]) => part)).toEqual(['indicator', 'unit', 'period', 'comparison', 'breakdown']);
    expect(textOf(markup)).toContain('từ chữ “năm 2025”');
    expect(textOf(markup)).toContain('Cách chia này có ở trang chỉ tiêu');
  });
  it.each([
    ['', 'ready', 'Gõ câu hỏi', 'Hỏi thử'], ['xyz', 'ready', 'Chưa hiểu', 'Hỏi thử'], ['học sinh', 'ready', 'Chưa hiểu', 'Có phải ý anh/chị là'],
    ['tại sao hồ sơ quá hạn', 'ready', 'không giải thích', 'Hỏi thử'], ['hồ sơ quá hạn huyện Diễn Châu', 'ready', 'Huyện Diễn Châu đã kết thúc', 'hồ sơ quá hạn Xã Diễn Châu'],
    ['x', 'loading', 'Đang tải', ''], ['x', 'failed', 'Thử lại', ''],
  ] as const)('%s (%s) is answered in words', async (question, catalogue, ...words) => {
    const text = textOf(await shown(question, catalogue));
    for (const each of words) expect(text).toContain(each);
  });
  it('speaks English', async () => expect(textOf(await shown('xyz', 'ready', 'en'))).toContain('Not understood'));
});

it('each part can be something else, and only of what the province has', () => {
  const reading = understand('hồ sơ quá hạn Sở Y tế tháng 10', vocabularyOf(province), SAMPLE_NOW);
  if (reading.kind !== 'figure') throw new Error(reading.why);
  const choices = choicesOf(reading, province, SAMPLE_NOW);
  for (const readings of Object.values(choices)) expect(readings[0]).toEqual(reading);
  expect(choices.period.map(({ period }) => period.code)).toEqual(['2026-10', '2026-09', '2025-10', '2026-11']);
  expect(choices.breakdown.map(({ breakdown, level }) => `${breakdown} ${level}`)).toEqual(['none null', 'time null', 'units department', 'units commune']);
  expect(choices.unit.map(({ unit }) => unit)).toEqual(['H41.11', '40']);
  expect(readingText(reading, { province, language: 'vi', format: createFormat('vi') })).toBe(`Chỉ tiêu: Hồ sơ đang giải quyết quá hạn; Đơn vị: Sở Y tế; Kỳ: ${createFormat('vi').period(reading.period)}`);
});
