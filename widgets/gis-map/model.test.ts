import { describe, expect, it } from 'vitest';
import { createFormat } from '@/format/create-format';
import { localDate } from '@/domain/civil';
import type { MapLayer } from '@/domain/map-layer';
import type { Snapshot } from '@/query/snapshot';
import { SAMPLE_NOW, sampleCube, sampleProvince, sampleScope, snapshotOf } from '@/widget-kit/testing/sample-province';
import { datasets } from './datasets';
import { mapSpec, pointsOf } from './map-spec';
import { model } from './model';
import { options, type GisMapOptions } from './options';
import { report } from './report';
import { sampleAreas, sampleFigures, samplePoints } from './sample';

const province = sampleProvince();
const format = createFormat('vi');
const words = { format, t: (key: string) => key, text: (text: { readonly vi: string }) => text.vi, province };
const chosen: GisMapOptions = { dataset: 'procedure-by-unit', level: 'commune', indicator: 'overdue-per-thousand' };

function mapOf(snapshots: { readonly [slot: string]: Snapshot }, change: Parameters<typeof sampleScope>[0] = {}, extra: Partial<GisMapOptions> = {}) {
  return model({ options: { ...chosen, ...extra }, scope: sampleScope(change), province, now: SAMPLE_NOW, snapshots });
}
const areas = snapshotOf(sampleAreas);
const figures = snapshotOf(sampleFigures([2.1, 31.4, 8, 61.9, 0]));
const codes = (vm: ReturnType<typeof mapOf>): string[] => vm.rows.map((row) => row.code);

/** Figures of the map before the change, as they were reported then. */
const oldFigures = snapshotOf(sampleCube([
  { id: 'unit', role: 'geo', categories: ['40', '16663', '16681', '17035', '17080'] },
  { id: 'metric', role: 'metric', categories: ['received', 'overdue'] },
], [
  ['16663', 'received', 50], ['16663', 'overdue', 1], ['16681', 'received', 350], ['16681', 'overdue', 7],
  ['17035', 'received', 200], ['17035', 'overdue', 2], ['17080', 'received', 100], ['17080', 'overdue', 2],
]));

describe('layers of pictures', () => {
  const layer: MapLayer = { id: 'flood-risk', name: { vi: 'Nguy cơ ngập lụt', en: 'Flood risk' }, source: 'gis', kind: 'wms', attribution: 'Sở', classification: 'public', minZoom: 6, maxZoom: 17, bounds: [103, 18, 107, 21], request: {} };
  const offered = { ...words, province: { ...province, mapLayers: new Map([['flood-risk', layer], ['land-use', { ...layer, id: 'land-use', opacity: 0.5 }]]) } };

  it('are asked of our own gateway, and drawn where the dashboard says', () => {
    expect(mapSpec(mapOf({ figures, areas }, {}, { layers: ['land-use', 'gone'] }), [], offered).pictureLayers).toMatchObject([
      { id: 'flood-risk', urlTemplate: '/api/map-layers/flood-risk/tiles/{z}/{x}/{y}', shown: false, opacity: 1 },
      { id: 'land-use', urlTemplate: '/api/map-layers/land-use/tiles/{z}/{x}/{y}', shown: true, opacity: 0.5 },
    ]);
  });

  it('are none in what older versions saved', () => {
    const saved = options.migrate({ dataset: 'procedure-by-unit' }, 1);
    expect(options.schema.parse(saved)).toEqual({ dataset: 'procedure-by-unit', level: 'commune', indicator: 'overdue-per-thousand' });
    expect(mapOf({ figures, areas }).layers).toEqual([]);
  });
});

describe('the questions', () => {
  it('are those of the table beside it, so that both share one answer', () => {
    const asked = datasets({ options: { ...chosen, pointsDataset: 'field-incidents' }, scope: sampleScope(), province, now: SAMPLE_NOW });
    expect(asked).toEqual({
      figures: { dataset: 'procedure-by-unit', params: { period: 'calendar:2026-11' } },
      areas: { dataset: 'commune-areas', params: {} },
      points: { dataset: 'field-incidents', params: { period: 'calendar:2026-11' } },
    });
  });
});

describe('areas', () => {
  it('are joined by code, worst first, each in the class of its figure', () => {
    const vm = mapOf({ figures, areas });
    expect(codes(vm)).toEqual(['17035', '17464', '16732', '16681', '17065']);
    expect(vm.rows.map((row) => row.classIndex)).toEqual([4, 3, 2, 1, 0]);
    expect(vm.rows.every((row) => row.geometry)).toBe(true);
    expect(vm.needs).toEqual({ act: 1, watch: 1 });
    expect(vm.scheme).toBe('worse');
  });

  it('without a figure have no class and stand last', () => {
    const vm = mapOf({ figures: snapshotOf(sampleFigures([2.1, null, 8, 0, 0])), areas });
    expect(vm.rows.at(-1)).toMatchObject({ code: '17464', classIndex: null, figure: { measure: { kind: 'missing', reason: 'not-available' } } });
  });

  it('that have no shape are counted, not lost', () => {
    const vm = mapOf({ figures, areas: snapshotOf({ ...sampleAreas, features: sampleAreas.features.slice(1) }) });
    expect(vm.unplaced).toBe(1);
    expect(vm.rows).toHaveLength(5);
    expect(mapSpec(vm, [], words).areas).toHaveLength(4);
  });

  it('turn to “more is better” by the card', () => {
    expect(mapOf({ figures, areas }, {}, { indicator: 'on-time-rate' }).scheme).toBe('better');
  });

  it('wait for their shapes, and say when they cannot be had', () => {
    const loading = snapshotOf(undefined, { state: 'loading' });
    expect(mapOf({ figures, areas: loading }).shapes).toBe('waiting');
    expect(mapOf({ figures, areas: snapshotOf(undefined, { state: 'failed' }) }).shapes).toBe('failed');
  });

  it('show the commune in scope among all others', () => {
    const vm = mapOf({ figures, areas }, { unit: '16681' });
    expect(vm.selected).toBe('16681');
    expect(vm.rows).toHaveLength(5);
    expect(mapSpec(vm, [], words)).toMatchObject({ selected: '16681', focus: '16681' });
    expect(vm.total?.orgUnit).toBe('16681');
    expect(mapOf({ figures, areas }, { unit: 'H41.07' }).selected).toBeNull();
  });
});

describe('a change of the map', () => {
  const before = { period: 'calendar:2025-06' };

  it('re-bases older figures onto the day that is drawn: whole mergers summed, splits broken', () => {
    const vm = mapOf({ figures: oldFigures, areas }, before);
    const row = (code: string) => vm.rows.find((each) => each.code === code);
    expect(vm.shapes).toBe('drawn');
    expect(row('16681')?.figure.measure).toMatchObject({ kind: 'value', value: 20 });
    expect(row('17464')?.figure.measure).toEqual({ kind: 'missing', reason: 'broken-series' });
    expect(row('17464')?.classIndex).toBeNull();
  });

  it('never draws an old unit in the shape of the new one that took its code', () => {
    const vm = mapOf({ figures: oldFigures, areas }, { ...before, boundary: { kind: 'as-reported' } });
    expect(vm.shapes).toBe('other-map');
    expect(vm.rows.every((row) => row.geometry === null)).toBe(true);
    expect(vm.rows.find((row) => row.code === '16681')).toMatchObject({ name: 'Phường Quang Trung', figure: { measure: { value: 20 } } });
  });

  it('has the districts of their time as a list', () => {
    const vm = mapOf({ figures: oldFigures, areas }, { ...before, boundary: { kind: 'on-date', date: localDate('2025-06-30') } }, { level: 'district' });
    expect(codes(vm).sort()).toEqual(['412', '420']);
    expect(vm.shapes).toBe('other-map');
    expect(mapOf({ figures, areas }, {}, { level: 'district' }).empty).toBe(true);
  });
});

describe('what is said', () => {
  it('writes the borders of the classes as short as they are, the sign once', () => {
    const spec = mapSpec(mapOf({ figures, areas }), [], words);
    expect(spec.legend.edges.at(-1)).toMatch(/^\d+ ‰$/);
    expect(spec.legend.edges[0]).toBe('0');
    expect(spec.areas.find((area) => area.code === '17035')?.text).toContain('61,9');
  });

  it('gives each point its shape of severity and its words', () => {
    const [first, second] = pointsOf(samplePoints(2), words);
    expect(first).toMatchObject({ tone: 'act', kind: 'kind.fire' });
    expect(first?.text).toBe(`severity.high · ${format.dateTime(SAMPLE_NOW)}`);
    expect(second?.tone).toBe('quiet');
    expect(pointsOf(sampleAreas, words)).toEqual([]);
  });

  it('is empty only when the source answered with nothing', () => {
    expect(mapOf({ figures: snapshotOf(undefined), areas }).empty).toBe(true);
    expect(mapOf({ areas }).empty).toBe(false);
  });

  it('reports the very figures of the map', () => {
    const vm = mapOf({ figures, areas });
    const table = report(vm).find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.rows.map((row) => row.cells[1])).toEqual(vm.rows.map((row) => ({ figure: row.figure })));
    expect(report(mapOf({ figures, areas }, {}, { indicator: 'nobody' }))).toEqual([{ kind: 'note', label: { key: 'noIndicator', params: { id: 'nobody' } } }]);
  });
});
