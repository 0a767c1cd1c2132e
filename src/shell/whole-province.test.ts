import { describe, expect, it } from 'vitest';
import { packOf } from '@/config/testing/good-pack';
import { parsePack } from '@/config/parse-pack';
import type { SessionView } from '@/access/session-view';
import type { MapLayer } from '@/domain/map-layer';
import { personView, screenView } from './session/session.fixture';
import { wholeProvince } from './whole-province';

const files = packOf();
const indicators = JSON.parse(String(files['base/indicators.json'])) as { indicators: { id: string }[] };
const more = { 'catalogue/indicators/more.json': JSON.stringify({ schemaVersion: 1, indicators: [{ ...indicators.indicators[0], id: 'another' }] }) };
const first = parsePack(files).province;
if (!first) throw new Error('no province');

describe('a province that becomes whole', () => {
  it('asks once, keeps what it knew, and grows where questions are asked', async () => {
    let asked = 0;
    const { province, asked: growing, loader } = wholeProvince(first, { files, session: null, catalogue: () => Promise.resolve((asked += 1, more)) });
    const { datasets } = growing;
    expect(loader.state.value).toBe('apart');
    await Promise.all([loader.load(), loader.load()]);
    await loader.load();
    expect([asked, loader.state.value]).toEqual([1, 'here']);
    expect([...province.value.indicators.keys()]).toEqual([...first.indicators.keys(), 'another']);
    expect(growing.datasets).toBe(datasets);
  });

  it('stays as it was where the rest cannot be had, and may be asked again', async () => {
    let answer: typeof more | null = null;
    const { province, loader } = wholeProvince(first, { files, session: null, catalogue: () => Promise.resolve(answer) });
    await loader.load();
    expect([loader.state.value, province.value]).toEqual(['failed', { ...first, mapLayers: new Map() }]);
    answer = more;
    await loader.load();
    expect(loader.state.value).toBe('here');
  });

  it('offers the map layers that its reader may open, and none without a gateway', () => {
    const [open, closed] = ['open', 'closed'].map((id) => ({ id }) as MapLayer);
    if (!open || !closed) throw new Error('no layers');
    const province = { ...first, mapLayers: new Map([open, closed].map((layer) => [layer.id, layer])) };
    const offered = (session: SessionView | null): string[] => [...wholeProvince(province, { files, session, catalogue: () => Promise.resolve(null) }).province.value.mapLayers.keys()];
    expect(offered(personView({ mapLayers: ['open'] }))).toEqual(['open']);
    expect(offered(screenView())).toEqual([]);
    expect(offered(null)).toEqual([]);
  });
});
