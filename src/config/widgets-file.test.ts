import { describe, expect, it } from 'vitest';
import { parsePack } from './parse-pack';
import { packOf } from './testing/good-pack';

const both = (text: string) => ({ vi: text, en: text });
const widget = (more: object = {}): object => ({
  id: 'river-level', title: both('Mực nước'), publisher: both('Đài KTTV'), url: '/extensions/river-level/widget.js', integrity: `sha384-${'A'.repeat(64)}`, contract: '1.0', ...more,
});
const place = (more: object = {}): object => ({ id: 'square', title: both('Quảng trường'), owner: both('IOC'), kind: 'image', url: 'https://camera.example/a.jpg', refreshSeconds: 30, sampleData: true, ...more });
const { refreshSeconds: _, ...still } = place() as { readonly refreshSeconds: number };
const read = (widgets: object[], media: object[] = []) => parsePack({ ...packOf(), 'widgets.json': JSON.stringify({ schemaVersion: 1, widgets, media }) });

describe('widgets of others and places of pictures in a pack', () => {
  it('are read from one file, and none is needed', () => {
    const { province, faults } = read([widget(), widget({ id: 'far-away', url: 'https://maker.example/w.js' })], [place()]);
    expect(faults).toEqual([]);
    expect([[...(province?.extensions.keys() ?? [])], [...(province?.media.keys() ?? [])]]).toEqual([['river-level', 'far-away'], ['square']]);
    expect(parsePack(packOf()).province?.extensions.size).toBe(0);
  });

  it('lets the gateway fetch a picture of a source, at the one path of its id', () => {
    const from = { source: 'cameras', path: 'anh/square.png', classification: 'internal' };
    const fetched = (more: object) => read([], [{ ...place(), url: '/api/media/square/picture', from, ...more }]);
    expect(fetched({}).faults).toEqual([]);
    for (const more of [{ url: '/api/media/other/picture' }, { url: 'https://camera.example/a.jpg' }, { kind: 'stream', refreshSeconds: undefined }, { from: { ...from, path: '../x' } }, { from: { ...from, path: 'a?b' } }, { from: { ...from, classification: 'personal' } }]) {
      expect(fetched(more).province?.media.size, JSON.stringify(more)).toBe(0);
    }
  });

  it.each([
    [{ url: 'http://maker.example/w.js' }, 'url-scheme', '/url'], [{ url: '//maker.example/w.js' }, 'url-scheme', '/url'], [{ url: '/extensions/../w.js' }, 'url-scheme', '/url'],
    [{ url: '/extensions/another/w.js' }, 'contradiction', '/url'], [{ integrity: 'sha256-abc' }, 'pattern', '/integrity'], [{ contract: '^1.0' }, 'pattern', '/contract'], [{ id: 'River', url: 'https://maker.example/w.js' }, 'pattern', '/id'],
  ])('a widget with %j is left out as %s at %s', (more, code, pointer) => {
    const { province, faults } = read([widget(more)]);
    expect(faults).toMatchObject([{ code, file: 'widgets.json', pointer: `/widgets/0${pointer}` }]);
    expect(province?.extensions.size).toBe(0);
  });

  it.each([
    [place({ url: 'http://camera.example/a.jpg' }), 'url-scheme', '/url'], [place({ url: 'javascript:alert(1)' }), 'url-scheme', '/url'], [place({ refreshSeconds: 1 }), 'range', '/refreshSeconds'],
    [place({ scripts: true }), 'contradiction', '/scripts'], [{ ...still, kind: 'frame', url: '/d/leaders' }, 'contradiction', '/url'], [place({ kind: 'stream' }), 'contradiction', '/refreshSeconds'],
  ])('a place like %j is left out as %s at %s', (media, code, pointer) => {
    const { province, faults } = read([], [media]);
    expect(faults).toMatchObject([{ code, pointer: `/media/0${pointer}` }]);
    expect(province?.media.size).toBe(0);
  });

  it('what widgets do by default is read of both layers, and a fault in one names its place', () => {
    const layers = (own: unknown, national: unknown) => parsePack({
      ...packOf(), 'widgets.json': JSON.stringify({ schemaVersion: 1, options: own }), 'base/widgets.json': JSON.stringify({ schemaVersion: 1, options: national }),
    });
    const { province, faults } = layers({ 'kpi-table': { limit: 12 } }, { 'indicator-card': { compare: 'previous' } });
    expect([faults, province?.widgetOptions]).toEqual([[], { national: { 'indicator-card': { compare: 'previous' } }, province: { 'kpi-table': { limit: 12 } } }]);
    expect(layers({ 'kpi-table': [1] }, {}).faults).toMatchObject([{ code: 'type', file: 'widgets.json', pointer: '/options/kpi-table' }]);
    expect(layers([], {}).faults).toMatchObject([{ code: 'type', file: 'widgets.json', pointer: '/options' }]);
    expect(layers({ 'Not an id': {} }, {}).province?.widgetOptions.province).toEqual({});
  });
});
