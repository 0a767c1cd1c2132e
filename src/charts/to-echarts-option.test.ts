import type { LineSeriesOption } from 'echarts/charts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from './layout';
import { layoutBars } from './bars-layout';
import type { BarsSpec, ChartSeries, TrendSpec } from './spec';
import type { ChartTheme } from './theme';
import { toEchartsOption } from './to-echarts-option';
import { layoutTrend } from './trend-layout';

const theme: ChartTheme = {
  font: 'Be Vietnam Pro', px: 10, line: '#line', text: '#text', soft: '#soft', ground: '#ground',
  tone: { main: '#main', quiet: '#quiet', accent: '#accent', watch: '#watch', act: '#act' },
  textWidth: (text, px) => text.length * px * 0.5,
};
const size = { width: 400, height: 200 };

const series = (id: string, role: ChartSeries['role'], values: readonly (number | null)[], extra: Partial<ChartSeries> = {}): ChartSeries => ({
  id, role, values, label: id, texts: values.map((value) => (value === null ? 'chưa có số liệu' : `${value} %`)), provisional: [], ...extra,
});
const trend = (all: readonly ChartSeries[], extra: Partial<TrendSpec> = {}): TrendSpec => ({
  kind: 'trend', description: '', categories: ['11\n2025', '12', '1\n2026', '2'], categoryNames: [], unitLabel: '', series: all,
  breaks: [], reversed: false, language: 'vi', ...extra,
});
const bars = (all: readonly ChartSeries[], extra: Partial<BarsSpec> = {}): BarsSpec => ({
  kind: 'bars', description: '', categories: ['A', 'B', 'C'], categoryNames: [], unitLabel: '', series: all,
  stacked: false, horizontal: false, language: 'vi', ...extra,
});
const lines = (spec: TrendSpec): LineSeriesOption[] => toEchartsOption(spec, theme, size).series as LineSeriesOption[];
const find = (spec: TrendSpec, id: string): LineSeriesOption => {
  const found = lines(spec).find((entry) => entry.id === id);
  if (!found) throw new Error(`no series ${id}`);
  return found;
};
const texts = (notes: readonly Note[]): string[] => notes.flatMap((note) => (note.kind === 'text' ? [note.text] : []));

describe('a trend', () => {
  it('leaves a gap where there is no number, never a zero', () => {
    expect(find(trend([series('2026', 'current', [1, 2, null, 4])]), '2026:0').data?.[2]).toBe('-');
  });

  it('says the newest number at the end of each line in the words of the series', () => {
    const notes = texts(layoutTrend(trend([series('2026', 'current', [1, 2, 3, 4]), series('2025', 'previous', [1, 1, 2, 2])]), theme, size).notes);
    expect(notes).toEqual(['4 %', '2026', '2 %', '2025']);
  });

  it('names the category of a label that is older than the axis', () => {
    expect(texts(layoutTrend(trend([series('2026', 'current', [1, 2, 3, null])]), theme, size).notes)).toEqual(['3 %', '2026 · 1/2026']);
  });

  it('draws this year solid, last year dashed and quiet, a target thin', () => {
    const spec = trend([series('a', 'current', [1, 2, 3, 4]), series('b', 'previous', [1, 2, 3, 4]), series('t', 'target', [3, 3, 3, 3])]);
    expect(find(spec, 'a:0').lineStyle).toMatchObject({ type: 'solid', color: '#main' });
    expect(find(spec, 'b:0').lineStyle).toMatchObject({ type: [3, 3], color: '#quiet' });
    expect(find(spec, 't:0').lineStyle?.width).toBe(1);
  });

  it('draws provisional points hollow', () => {
    const point = find(trend([series('a', 'current', [1, 2, 3, 4], { provisional: [3] })]), 'a:0').data?.[3];
    expect(point).toMatchObject({ value: 4, symbol: 'circle', itemStyle: { color: '#ground', borderColor: '#main' } });
  });

  it('marks a lonely point, which no line would show', () => {
    const data = find(trend([series('a', 'current', [null, 2, null, 4])]), 'a:0').data;
    expect(data?.[1]).toMatchObject({ value: 2, symbol: 'circle' });
  });

  it('does not draw across a break, and puts the mark between the two categories', () => {
    const spec = trend([series('a', 'current', [1, 2, 3, 4])], { breaks: [{ before: 2, label: 'Địa giới mới' }] });
    expect(find(spec, 'a:0').data?.slice(2)).toEqual(['-', '-']);
    expect(find(spec, 'a:2').data?.slice(0, 2)).toEqual(['-', '-']);
    const { plot, notes } = layoutTrend(spec, theme, size);
    expect(find(spec, 'break:2').data).toEqual([[plot.left + plot.width / 2, plot.top - 1], [plot.left + plot.width / 2, plot.top + plot.height]]);
    expect(texts(notes)).toContain('Địa giới mới');
  });

  it('lets a sum that is still running stand by itself, hollow, with its own word', () => {
    const spec = trend([series('a', 'current', [5, 6, 7, 2], { running: 'đến nay' })]);
    expect(find(spec, 'a:0').data?.[3]).toBe('-');
    expect(find(spec, 'a:3').data?.[3]).toMatchObject({ value: 2, symbol: 'circle', itemStyle: { color: '#ground' } });
    expect(texts(layoutTrend(spec, theme, size).notes)).toEqual(['2 %', 'đến nay']);
  });

  it('puts the best rank on top', () => {
    const option = toEchartsOption(trend([series('r', 'current', [9, 4, 2, 1])], { reversed: true }), theme, size);
    expect((option.yAxis as { inverse: boolean }[])[0]?.inverse).toBe(true);
  });

  it('moves the labels above the plot where they would take too much of it', () => {
    const narrow = layoutTrend(trend([series('Năm 2026', 'current', [1, 2, 3, 4], { texts: ['', '', '', '80.200 hồ sơ chờ'] })]), theme, { width: 180, height: 200 });
    expect(texts(narrow.notes)).toEqual(['Năm 2026: 80.200 hồ sơ chờ']);
    expect(narrow.plot.top).toBeGreaterThan(13);
  });

  it('keeps a group name when the label that carried it is thinned out', () => {
    const categories = ['11\n2025', '12', '1\n2026', '2', '3'];
    const spec = trend([series('a', 'current', [1, 2, 3, 4, 5])], { categories });
    const { axisLabels } = layoutTrend(spec, { ...theme, textWidth: (text) => text.length * 22 }, { width: 330, height: 300 });
    expect(axisLabels.filter((label) => label !== '').at(-1)).toContain('2026');
    expect(axisLabels.at(-1)).not.toBe('');
  });

  it('has no numbers on the axis when there is no number at all', () => {
    expect(layoutTrend(trend([series('a', 'current', [null, null, null, null])]), theme, size).tickTexts).toEqual([]);
  });

  it('never lets two texts cover one another', () => {
    const numbers = fc.array(fc.option(fc.integer({ min: -500, max: 500 })), { minLength: 4, maxLength: 4 });
    fc.assert(fc.property(numbers, numbers, numbers, fc.integer({ min: 160, max: 1200 }), fc.integer({ min: 60, max: 700 }), fc.boolean(), (a, b, c, width, height, broken) => {
      const spec = trend(
        [series('2026', 'current', a), series('2025', 'previous', b), series('Kế hoạch', 'target', c)],
        broken ? { breaks: [{ before: 2, label: 'Địa giới mới' }] } : { unitLabel: 'hồ sơ' },
      );
      const boxes = layoutTrend(spec, theme, { width, height }).notes.flatMap((note) => {
        if (note.kind !== 'text') return [];
        const wide = theme.textWidth(note.text, note.px, note.bold);
        const left = note.align === 'left' ? note.x : note.x - wide / 2;
        return [{ left, right: left + wide, top: note.y - note.px * 0.6, bottom: note.y + note.px * 0.6, text: note.text }];
      });
      for (const [at, one] of boxes.entries()) {
        for (const other of boxes.slice(at + 1)) {
          const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
          expect(apart, `${one.text} / ${other.text}`).toBe(true);
        }
      }
    }));
  });

  it('keeps everything inside the canvas at any size', () => {
    const spec = trend([series('2026', 'current', [1, 2, 3, 4]), series('2025', 'previous', [4, 4, 4, 4])], { unitLabel: '%', breaks: [{ before: 1, label: 'Địa giới mới từ 01/7/2025' }] });
    for (const width of [160, 320, 640, 1900]) {
      for (const height of [60, 120, 300, 900]) {
        const { plot, notes } = layoutTrend(spec, theme, { width, height });
        expect(plot.width).toBeGreaterThan(width * 0.5);
        expect(plot.left + plot.width).toBeLessThanOrEqual(width);
        expect(plot.top + plot.height).toBeLessThanOrEqual(height);
        for (const note of notes) {
          if (note.kind !== 'text') continue;
          const wide = theme.textWidth(note.text, note.px, note.bold);
          const start = note.align === 'left' ? note.x : note.align === 'center' ? note.x - wide / 2 : note.x - wide;
          expect(start).toBeGreaterThanOrEqual(-0.5);
          expect(start + wide).toBeLessThanOrEqual(width + 0.5);
        }
      }
    }
  });
});

describe('bars', () => {
  it('start at zero and write their value beside them in the words of the series', () => {
    const layout = layoutBars(bars([series('a', 'current', [90, 95, 100])], { horizontal: true }), theme, size);
    expect(layout).toMatchObject({ valuesAtBars: true, scale: { min: 0, max: 100 } });
  });

  it('say that a value is missing instead of drawing nothing', () => {
    expect(texts(layoutBars(bars([series('a', 'current', [90, null, 100])], { horizontal: true }), theme, size).notes)).toEqual(['chưa có số liệu']);
  });

  it('reach the top of a stack, not of its largest part', () => {
    const spec = bars([series('a', 'other', [60, 1, 1]), series('b', 'other', [60, 1, null])], { stacked: true });
    expect(layoutBars(spec, theme, size).scale.max).toBeGreaterThanOrEqual(120);
  });

  it('name several series above the plot', () => {
    expect(texts(layoutBars(bars([series('a', 'current', [1, 2, 3]), series('b', 'previous', [1, 2, 3])]), theme, size).notes)).toEqual(['a', 'b']);
  });

  it('wrap long names between words instead of cutting them', () => {
    const spec = bars([series('a', 'current', [1])], { horizontal: true, categories: ['Thành lập và hoạt động của doanh nghiệp tư nhân'] });
    const [name] = layoutBars(spec, theme, size).axisLabels;
    expect(name?.replaceAll('\n', ' ')).toBe(spec.categories[0]);
    expect(Math.max(...(name ?? '').split('\n').map((line) => theme.textWidth(line, 10, false)))).toBeLessThanOrEqual(180);
  });

  it('are outlined where provisional, and take the tone they are given', () => {
    const option = toEchartsOption(bars([series('a', 'other', [1, 2, 3], { tone: 'act', provisional: [2] })]), theme, size);
    const bar = (option.series as { data: unknown[]; itemStyle: { color: string } }[])[0];
    expect(bar?.itemStyle.color).toBe('#act');
    expect(bar?.data[2]).toMatchObject({ value: 3, itemStyle: { color: '#ground', borderColor: '#act' } });
  });
});

describe('every drawing', () => {
  it('carries no tooltip, no legend and no animation', () => {
    for (const spec of [trend([series('a', 'current', [1, 2, 3, 4])]), bars([series('a', 'current', [1, 2, 3])])]) {
      expect(Object.keys(toEchartsOption(spec, theme, size)).sort()).toEqual(['animation', 'grid', 'series', 'textStyle', 'xAxis', 'yAxis']);
      expect(toEchartsOption(spec, theme, size).animation).toBe(false);
    }
  });
});

describe('what people remarked on a trend', () => {
  it('is flagged over its position, at the upper edge, and on no other', () => {
    const spec = trend([series('current', 'current', [1, 2, 3, 4])], { marks: [{ at: 2, label: 'Đã sửa số' }] });
    const { plot } = layoutTrend(spec, theme, size);
    expect(find(spec, 'marks').data).toMatchObject([{ value: [plot.left + (plot.width / 4) * 2.5, plot.top] }]);
    expect(lines(trend([series('current', 'current', [1, 2, 3, 4])])).some(({ id }) => id === 'marks')).toBe(false);
  });
});

describe('the last word of an axis', () => {
  it('lies on the canvas, however long', () => {
    fc.assert(fc.property(fc.array(fc.string({ minLength: 1, maxLength: 14, unit: fc.constantFrom('a', 'b', 'c') }), { minLength: 1, maxLength: 20 }), fc.boolean(), (categories, upright) => {
      const values = categories.map((_, at) => at + 1);
      const layout = upright ? layoutBars(bars([series('s', 'current', values)], { categories }), theme, size) : layoutTrend(trend([series('s', 'current', values)], { categories }), theme, size);
      const last = layout.axisLabels.at(-1) ?? '';
      const middle = layout.plot.left + layout.plot.width - layout.band / 2;
      expect(middle + theme.textWidth(last, theme.px, false) / 2).toBeLessThanOrEqual(size.width + 1);
    }));
  });
});
