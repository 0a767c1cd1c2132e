import { describe, expect, it } from 'vitest';
import { parsePeriod } from '@/domain/period/text';
import { createFormat } from '@/format/create-format';
import { timesWidth } from '@/ui/paper/times-widths';
import type { Figure } from '@/domain/figure';
import { plainPicture } from '@/reports/writers/pictures/plain-picture';
import { pixelsOf } from '@/reports/writers/pictures/pictures';
import { MOST_ROWS } from '@/reports/writers/tile-picture/table-part';
import { tilePicture } from '@/reports/writers/tile-picture/tile-picture';
import type { TileShown } from '@/reports/writers/tile-picture/tile-picture';
import type { AnyWidget, Sample } from '@/widget-kit/widget';

const definitions = import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true });
const samples = import.meta.glob<readonly Sample<unknown>[]>(['/widgets/*/sample.ts'], { import: 'samples', eager: true });
const widgets = Object.entries(definitions).map(([path, widget]) => ({ widget, name: widget.id, cases: samples[path.replace('index.ts', 'sample.ts')] ?? [] }));

async function shownOf(widget: AnyWidget, { input }: Sample<unknown>): Promise<TileShown> {
  const { model, report, messages } = await widget.report();
  if (!model || !messages) throw new Error('no model or messages');
  return {
    title: widget.title.vi, blocks: report(model(input)), messages, slots: widget.datasets(input), snapshots: input.snapshots,
    scope: input.scope, province: input.province, language: 'vi', now: input.now,
  };
}

const plain = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
interface Drawn {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}
/** Lines of text of the picture's own, not of charts and maps within it, with the room they take by the table of widths. */
function linesOf(svg: string): readonly Drawn[] {
  const own = svg.replace(/<svg x="[\s\S]*?<\/svg>/g, '');
  return [...own.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)" [^>]*?font-size="([\d.]+)"([^>]*)>([^<]*)<\/text>/g)].map(([, x, y, px, more = '', text = '']) => {
    const wide = timesWidth(plain(text), Number(px), more.includes('font-weight="bold"'));
    const left = Number(x) - (more.includes('"end"') ? wide : more.includes('"middle"') ? wide / 2 : 0);
    return { text: plain(text), left, right: left + wide, y: Number(y) };
  });
}

/** Figures that a picture must show: all of its cards, and those of the rows there is room for. */
const figuresOf = ({ blocks }: TileShown): readonly Figure[] => blocks.flatMap((block) => {
  if (block.kind === 'figure') return [block.figure, ...block.comparisons.map(({ figure }) => figure)];
  return block.kind === 'table' ? block.rows.slice(0, MOST_ROWS).flatMap(({ cells }) => cells.flatMap((cell) => ('figure' in cell ? [cell.figure] : []))) : [];
});

describe.each(widgets)('a picture of $name', ({ widget, cases }) => {
  it('says every figure in the words of the screen, within its sides, in every state', async () => {
    const format = createFormat('vi');
    for (const one of cases) {
      const shown = await shownOf(widget, one);
      const svg = tilePicture(shown);
      const [, width = '0', height = '0'] = /^<svg [^>]*?width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
      expect(plainPicture(svg), one.name).toBe(svg);
      expect(pixelsOf(svg, Number(width) * 2), one.name).not.toBeNull();
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      const lines = linesOf(svg);
      for (const { text, left, right, y } of lines) {
        expect(left, `${one.name}: ${text}`).toBeGreaterThanOrEqual(0);
        expect(right, `${one.name}: ${text}`).toBeLessThanOrEqual(Number(width));
        expect(y).toBeLessThanOrEqual(Number(height));
      }
      const said = lines.map(({ text }) => text).join(' ').replace(/\s+/g, ' ');
      for (const figure of figuresOf(shown)) expect(said, one.name).toContain(format.figure(figure).text);
    }
  });
});

describe('a picture of a tile', () => {
  it('says of which unit and period a figure is where they are not those of its heading', async () => {
    const { widget, cases } = widgets.find(({ name }) => name === 'indicator-card') ?? { widget: undefined, cases: [] };
    const [first] = cases;
    if (!widget || !first) throw new Error('no card');
    const shown = await shownOf(widget, first);
    const [figure] = shown.blocks.filter((block) => block.kind === 'figure');
    if (figure?.kind !== 'figure') throw new Error('no figure');
    const said = (blocks: TileShown['blocks']): string => linesOf(tilePicture({ ...shown, blocks })).map(({ text }) => text).join(' ');
    const older = parsePeriod('calendar:2026-09');
    expect(older.ok && said([{ ...figure, figure: { ...figure.figure, period: older.value, orgUnit: '16681' } }])).toMatch(/ · Phường Thành Vinh · tháng 9 năm 2026 /);
  });

  it('is the same text each time, says how many rows it leaves out, and whose it is', async () => {
    const { widget, cases } = widgets.find(({ name }) => name === 'gis-map') ?? { widget: undefined, cases: [] };
    const [first] = cases;
    if (!widget || !first) throw new Error('no map');
    const shown = await shownOf(widget, first);
    const many = { ...shown, blocks: shown.blocks.map((block) => (block.kind === 'table' ? { ...block, rows: Array.from({ length: 40 }, (_, at) => ({ ...block.rows[at % block.rows.length], id: `${at}`, cells: block.rows[at % block.rows.length]?.cells ?? [] })) } : block)), watermark: 'Lê Văn A · 08:05 21/11/2026' };
    const svg = tilePicture(many);
    expect(tilePicture(many)).toBe(svg);
    expect(svg).toContain('còn 16 dòng');
    expect(svg).toContain('>Lê Văn A · 08:05 21/11/2026</text>');
    expect(svg).toContain('sơ đồ gần đúng');
    expect(linesOf(svg).map(({ text }) => text).join(' ')).toMatch(/Nguồn: .* · số liệu đến .* · lập lúc .* · số liệu minh họa/);
  });
});
