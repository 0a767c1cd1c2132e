import { describe, expect, it } from 'vitest';
import type { Features, Position } from '@/domain/dataset';
import { createRegistry } from '@/widget-kit/registry';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope } from '@/widget-kit/testing/sample-province';
import { SAMPLE_COMMUNES, SAMPLE_PROVINCE_UNIT } from '@/widget-kit/testing/sample-units';
import type { AnyWidget } from '@/widget-kit/widget';
import type { DocumentBlock } from '../document/document';
import { questionsOf } from '../freeze/questions';
import { plainPicture } from '../writers/pictures/plain-picture';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import type { Asked } from '../testing/sample-frozen';
import type { TemplateBlock } from '../template/template';
import { compose } from './compose';
import { loadPaperWidgets } from './paper-widgets';

const registry = createRegistry(Object.values(import.meta.glob<AnyWidget>('/widgets/gis-map/index.ts', { import: 'default', eager: true })));
const square = (at: number): Position[] => [[104 + at, 19], [105 + at, 19], [105 + at, 20], [104 + at, 20], [104 + at, 19]];
const shapes: Features = {
  kind: 'features', approximate: true, attribution: 'Nền bản đồ tỉnh',
  features: SAMPLE_COMMUNES.map((code, at) => ({ id: code, properties: { code }, geometry: { type: 'Polygon', coordinates: [square(at)] } })),
};
const dossiers = sampleCube(
  [{ id: 'unit', role: 'geo', categories: [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES] }, { id: 'metric', role: 'metric', categories: ['received', 'overdue'] }],
  [SAMPLE_PROVINCE_UNIT, ...SAMPLE_COMMUNES].flatMap((unit, at) => [[unit, 'received', at === 2 ? null : 1000], [unit, 'overdue', at === 2 ? null : at * 7]]),
);
const widget: TemplateBlock = { kind: 'widget', id: 'w', widget: 'gis-map', widgetVersion: 2, options: { dataset: 'procedure-by-unit', indicator: 'overdue-per-thousand' } };
const ranking: TemplateBlock = { kind: 'ranking', id: 'r', indicator: 'overdue-per-thousand', level: 'commune', form: 'map', limit: 3 };

async function blocksOf(block: TemplateBlock, areas: Features | null | undefined, period = 'calendar:2026-10'): Promise<readonly DocumentBlock[]> {
  const template = sampleTemplate([block]);
  const widgets = await loadPaperWidgets(registry, template);
  const asked: Asked = { widgets, period, data: ({ dataset }) => (dataset === 'commune-areas' ? areas : dataset === 'procedure-by-unit' ? dossiers : undefined) };
  return compose(sampleCompose(template, asked)).sections[0]?.blocks ?? [];
}
const said = (block: DocumentBlock | undefined): string => (block?.kind === 'paragraph' ? block.runs.map((run) => (run.kind === 'text' ? run.text : '')).join('') : '');

describe('a map in a document', () => {
  it('of a widget is a picture above the table of the same figures', async () => {
    const blocks = await blocksOf(widget, shapes);
    expect(blocks.map(({ kind }) => kind)).toEqual(['table', 'picture', 'table']);
    const [, picture, table] = blocks;
    if (picture?.kind !== 'picture' || table?.kind !== 'table') throw new Error('no map');
    expect(plainPicture(picture.svg)).toBe(picture.svg);
    expect(picture.alt).toMatch(/^Bản đồ .*: 5 đơn vị, trong đó 1 đơn vị chưa có số liệu$/);
    for (const { id, cells } of table.rows) {
      const [, value] = cells;
      if (value?.kind === 'value' && value.value.missing === null) expect(picture.svg).toContain(`<title>${id} `);
    }
    expect(picture.widthMm / picture.heightMm).toBeCloseTo(Number(/ width="(\d+)"/.exec(picture.svg)?.[1]) / Number(/ height="(\d+)"/.exec(picture.svg)?.[1]), 1);
  });

  it('is not there where its shapes did not come, and the document says so', async () => {
    const [, why, table] = await blocksOf(widget, null);
    expect(said(why)).toContain('Chưa lấy được ranh giới');
    expect(table?.kind).toBe('table');
  });

  it('of a ranking shows every unit, and its table the best', async () => {
    const [picture, table] = await blocksOf(ranking, shapes);
    if (picture?.kind !== 'picture' || table?.kind !== 'table') throw new Error(JSON.stringify([picture, table]));
    expect([picture.id, table.id]).toEqual(['r.map', 'r']);
    expect(picture.svg.match(/<title>\d{5} /g)).toHaveLength(SAMPLE_COMMUNES.length);
    expect(table.rows).toHaveLength(3);
  });

  it('of a ranking asks for the shapes, and says why there are none', async () => {
    const asked = questionsOf(sampleTemplate([ranking]), sampleScope({ period: 'calendar:2026-10' }), sampleProvince(), new Map(), SAMPLE_NOW);
    expect(asked).toContainEqual({ dataset: 'commune-areas', params: {} });
    expect(said((await blocksOf(ranking, null))[0])).toContain('chưa lấy được ranh giới');
    expect(said((await blocksOf(ranking, { ...shapes, features: [] }))[0])).toContain('chưa có lớp ranh giới của cấp');
    const [old] = await blocksOf(ranking, shapes, 'calendar:2025-05');
    expect(said(old)).toMatch(/bản đồ hành chính cũ|chưa có/);
  });
});
