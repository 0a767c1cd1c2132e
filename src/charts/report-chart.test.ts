import { describe, expect, it } from 'vitest';
import { chartSvg } from './report-chart';
import type { BarsSpec, ChartSeries, TrendSpec } from './spec';
import { timesWidth } from '@/ui/paper/times-widths';

const size = { widthPx: 620, heightPx: 240 };
const series = (id: string, role: ChartSeries['role'], values: readonly (number | null)[], extra: Partial<ChartSeries> = {}): ChartSeries => ({
  id, role, values, label: id, texts: values.map((value) => (value === null ? 'chưa có số liệu' : `${value} %`)), provisional: [], ...extra,
});
const trend = (all: readonly ChartSeries[], extra: Partial<TrendSpec> = {}): TrendSpec => ({
  kind: 'trend', description: 'Tỷ lệ đúng hạn', categories: ['11\n2025', '12', '1\n2026', '2'], categoryNames: [], unitLabel: '', series: all,
  breaks: [], reversed: false, language: 'vi', ...extra,
});
const bars = (all: readonly ChartSeries[], extra: Partial<BarsSpec> = {}): BarsSpec => ({
  kind: 'bars', description: 'Hồ sơ', categories: ['A', 'B', 'C'], categoryNames: [], unitLabel: 'hồ sơ', series: all,
  stacked: false, horizontal: false, language: 'vi', ...extra,
});
const texts = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
const stacked = bars([series('Trước hạn', 'other', [60, 1, 1]), series('Đúng hạn', 'other', [60, 1, null]), series('Quá hạn', 'other', [2, 1, 1], { tone: 'act', provisional: [2] })], { stacked: true, horizontal: true });

describe('a chart for paper', () => {
  it('is the same text each time, whatever was drawn before', () => {
    const first = [stacked, trend([series('2026', 'current', [1, 2, 3, 4])])].map((spec) => chartSvg(spec, size));
    const again = [trend([series('2026', 'current', [1, 2, 3, 4])]), stacked].map((spec) => chartSvg(spec, size)).reverse();
    expect(again).toEqual(first);
  });

  it('shares no id with another chart, and names none that is not there', () => {
    const ids = (svg: string): string[] => [...svg.matchAll(/ id="([^"]*)"/g)].map((match) => match[1] ?? '');
    const one = chartSvg(stacked, size);
    const other = chartSvg({ ...stacked, categories: ['A', 'B', 'D'] }, size);
    expect(ids(one).length).toBeGreaterThan(0);
    expect(ids(one).filter((id) => ids(other).includes(id))).toEqual([]);
    expect([...one.matchAll(/url\(#([^)]*)\)/g)].map((match) => match[1]).every((id) => ids(one).includes(id ?? ''))).toBe(true);
  });

  it('says each value in the words of its series, at the bar', () => {
    const svg = chartSvg(bars([series('2026', 'current', [1, 2, 3]), series('2025', 'previous', [1.5, null, 2.5])]), size);
    expect(texts(svg)).toEqual(expect.arrayContaining(['1 %', '2 %', '3 %', '1.5 %', '2.5 %', '2026', '2025']));
  });

  it('says each value of a line by itself, the newest once', () => {
    expect(texts(chartSvg(trend([series('Năm 2026', 'current', [91, 92, 93, 94])]), size)).filter((text) => text.endsWith('%'))).toEqual(['91 %', '92 %', '93 %', '94 %']);
  });

  it('says a value above its point, in a valley below it, where nothing runs through the words', () => {
    const svg = chartSvg(trend([series('Năm 2026', 'current', [91, 95, 92, 97])]), size);
    const offset = (text: string): number => Number(new RegExp(`<text y="([\\d.-]+)"[^>]*>${text} %<`).exec(svg)?.[1]);
    expect(offset('95')).toBeLessThan(0);
    expect(offset('92')).toBeGreaterThan(0);
    expect(svg).not.toContain('paint-order');
  });

  it('has a title, and every figure in words', () => {
    const svg = chartSvg(trend([series('Năm 2026', 'current', [91, null, 93, 94])], { categoryNames: ['Tháng 11 năm 2025', 'Tháng 12 năm 2025', 'Tháng 01 năm 2026', 'Tháng 02 năm 2026'] }), size);
    expect(svg).toContain('<title>Tỷ lệ đúng hạn</title>');
    expect(svg).toContain('Tháng 11 năm 2025 91 %; Tháng 12 năm 2025 chưa có số liệu;');
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Tỷ lệ đúng hạn">/);
  });

  it('tells parts apart without colour: patterns on bars and on their swatches, dashes on lines', () => {
    const svg = chartSvg(stacked, size);
    expect(svg.match(/<pattern /g)).toHaveLength(2);
    expect(svg.match(/<rect [^>]*fill="url\(#/g)).toHaveLength(2);
    const lines = chartSvg(trend([series('a', 'other', [1, 2, 3, 4]), series('b', 'other', [2, 3, 4, 5]), series('c', 'other', [3, 4, 5, 6])]), size);
    expect(lines.match(/stroke-dasharray="/g)).toHaveLength(2);
  });

  it('leaves what is not final hollow, without a pattern', () => {
    expect(chartSvg(stacked, size)).toContain('fill="#ffffff" stroke="#8b1a1a"');
  });

  it('is plain: no style, class, script or address, and words set on their foot', () => {
    const svg = chartSvg(stacked, size);
    for (const never of ['style', 'class=', 'ecmeta', 'dominant-baseline', 'script', 'href', 'NaN']) expect(svg).not.toContain(never);
    expect(svg).toMatch(/<text y="4\.39"[^>]*font-size="13"/);
  });

  it('shows hostile words as words', () => {
    const evil = '</text><script>alert(1)</script>" onload="x';
    const svg = chartSvg(bars([series('s', 'current', [1, 2, 3], { label: evil, texts: [evil, '2', '3'] }), series('t', 'target', [1, 1, 1])], { description: evil, categories: [evil, 'B', 'C'], horizontal: true }), size);
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain(evil);
    expect(svg.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]* onload/);
  });
});

describe('widths of letters', () => {
  it('are those of Times, marks taking no room', () => {
    expect(timesWidth('Ê', 1000, false)).toBe(611);
    expect(timesWidth('ế', 1000, false)).toBe(timesWidth('e', 1000, false));
    expect(timesWidth('ợ', 1000, false)).toBe(529);
    expect(timesWidth('Ữ', 1000, true)).toBe(796);
    expect(timesWidth('1.234,5', 10, false)).toBe(30);
  });
});
