import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, isDocumentId, titleOf, type DocumentKind } from './documents';
import { readDocument, saveFaults } from './every-document';
import { canonical, jsonFlaw, MAX_BODY_BYTES } from './json-limits';

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string, x: number, more: object = {}) => ({ id, widget: 'note', widgetVersion: 1, title: both('Ô'), place: { x, y: 0, w: 6, h: 2 }, options: {}, ...more });
const dashboard = (tiles: readonly unknown[]) => ({ schemaVersion: 2, id: 'kinh-te', title: both('Kinh tế'), audience: both('Lãnh đạo'), rows: 4, tiles });
const template = { schemaVersion: 2, title: both('Báo cáo tháng'), periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['commune'], orientation: 'portrait', blocks: [{ kind: 'note', id: 'a', text: both('{{period}}') }] };
const scene = { schemaVersion: 2, title: both('Phòng họp'), transition: 'fade', zones: [{ at: { row: 1, column: 2 }, shows: { kind: 'dashboard', dashboard: 'leaders' } }, { zone: 'side', shows: { kind: 'playlist', items: [{ shows: { kind: 'media', media: 'camera-square' }, seconds: 30 }] } }] };
const firstScene = { schemaVersion: 1, title: both('Phòng họp'), dashboards: ['leaders', 'operations'], seconds: 30 };

const codes = (kind: DocumentKind, raw: unknown) => {
  const read = readDocument(kind, raw);
  return read.ok ? `read: ${read.value.faults.map((fault) => `${fault.code} ${fault.pointer}`).join()}` : read.error.map((fault) => `${fault.code} ${fault.pointer}`).join();
};

describe('reading a body', () => {
  it('reads what it writes', () => {
    for (const [kind, raw] of [['dashboard', dashboard([tile('a', 0), tile('b', 6)])], ['report-template', template], ['scene', scene], ['preferences', { schemaVersion: 1, theme: 'dark' }]] as const) {
      const read = readDocument(kind, raw);
      if (!read.ok) throw new Error(`${kind}: ${JSON.stringify(read.error)}`);
      expect(read.value.faults).toEqual([]);
      expect(canonical(bodyOf(kind, read.value.body))).toBe(canonical(raw));
    }
  });

  it('shows the dashboards of a first scene in turn, as it did', () => {
    const read = readDocument('scene', firstScene);
    expect(read.ok && read.value.body).toEqual({
      title: both('Phòng họp'), transition: 'cut',
      zones: [{ shows: { kind: 'playlist', items: ['leaders', 'operations'].map((id) => ({ shows: { kind: 'dashboard', dashboard: id }, seconds: 30 })) } }],
    });
  });

  it('gives a first template what it could not say: for whom, when and how it lies', () => {
    const first = { schemaVersion: 1, title: both('Báo cáo tháng'), blocks: [{ kind: 'page-break', id: 'a' }, { kind: 'text' }] };
    const read = readDocument('report-template', first);
    expect(read.ok && read.value.body).toEqual({ title: both('Báo cáo tháng'), periods: { calendar: 'calendar', kinds: ['month', 'quarter', 'half', 'nine-months', 'year'] }, levels: ['province', 'department', 'commune'], orientation: 'portrait', blocks: [{ kind: 'page-break', id: 'a' }] });
    expect(codes('report-template', first)).toBe('read: choice /blocks/1/kind');
    // Whoever mends the rest is not stopped by what stands already.
    expect(saveFaults('report-template', 'x', { ...template, blocks: [...template.blocks, { kind: 'text' }] }, first, null)).toEqual([]);
    expect(saveFaults('report-template', 'x', { ...template, blocks: [{ kind: 'odd' }] }, first, null)).toHaveLength(1);
    // Of blocks within blocks too: a section may be mended around one that another build made.
    const section = (title: string, ...blocks: readonly object[]) => ({ kind: 'appendix', id: 'a', title: both(title), orientation: 'portrait', blocks });
    const nested = { ...template, blocks: [section('Cũ', { kind: 'odd', id: 'o' })] };
    expect(saveFaults('report-template', 'x', { ...template, blocks: [section('Mới', { kind: 'odd', id: 'o' })] }, nested, null)).toEqual([]);
    expect(saveFaults('report-template', 'x', { ...template, blocks: [section('Mới', { kind: 'odder', id: 'o' })] }, nested, null)).toHaveLength(1);
  });

  it('loses one bad tile, never the dashboard', () => {
    const read = readDocument('dashboard', dashboard([tile('a', 0), tile('b', 3), { id: 'c' }, tile('d', 6)]));
    expect(read.ok && read.value.body.tiles.map((each) => each.id)).toEqual(['a', 'd']);
    expect(read.ok && read.value.faults.map((fault) => fault.pointer.split('/').slice(0, 3).join('/'))).toEqual(expect.arrayContaining(['/tiles/1', '/tiles/2']));
  });

  it('loses one bad choice, and keeps those of a later build', () => {
    const read = readDocument('preferences', { schemaVersion: 1, theme: 'pink', language: 'en', sound: false });
    expect(read.ok && read.value.body).toEqual({ language: 'en', sound: false });
    expect(codes('preferences', { schemaVersion: 1, theme: 'pink' })).toBe('read: choice /theme');
  });

  it.each([
    ['dashboard', null, 'type '],
    ['dashboard', { ...dashboard([tile('a', 0)]), schemaVersion: 3 }, 'version-newer /schemaVersion'],
    ['dashboard', { ...dashboard([tile('a', 0)]), rows: 0 }, 'range /rows'],
    ['scene', { ...scene, schemaVersion: 9 }, 'version-newer /schemaVersion'],
    ['scene', { ...scene, schemaVersion: 0 }, 'version /schemaVersion'],
    ['scene', { ...scene, zones: [...scene.zones, ...scene.zones] }, 'duplicate-id /zones'],
    ['scene', { ...scene, zones: [{ shows: { kind: 'page', url: 'https://evil.test' } }] }, 'choice /zones/0/shows/kind'],
    ['scene', { ...firstScene, dashboards: ['leaders'], seconds: 1 }, 'range /zones/0/shows/items/0/seconds'],
    ['report-template', { ...template, blocks: Array.from({ length: 201 }, () => ({})) }, 'too-many /blocks'],
    ['report-template', { ...template, blocks: ['x'.repeat(MAX_BODY_BYTES)] }, 'too-large '],
    ['report-template', { ...template, blocks: [JSON.parse('{"__proto__":{"admin":true}}')] }, 'unknown-field /blocks/0/__proto__'],
    ['report-template', { ...template, blocks: ['a\u0000b'] }, 'control-char /blocks/0'],
    ['report-template', { ...template, blocks: ['half \ud83d'] }, 'control-char /blocks/0'],
    ['preferences', undefined, 'type '],
  ] as const)('refuses %s %#', (kind, raw, expected) => {
    expect(codes(kind, raw)).toBe(expected);
  });

  it('bounds depth without following it to the end', () => {
    const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'x');
    expect(jsonFlaw(nested(32))).toBeNull();
    expect(jsonFlaw(nested(33))?.code).toBe('too-deep');
    expect(jsonFlaw(nested(200_000))?.code).toBe('too-deep');
  });

  it('never throws, whatever stands there', () => {
    fc.assert(fc.property(fc.constantFrom<DocumentKind>('dashboard', 'report-template', 'scene', 'preferences'), fc.anything(), (kind, raw) => {
      expect(typeof readDocument(kind, raw).ok).toBe('boolean');
    }));
  });
});

describe('what may be saved', () => {
  it('names the tile that is bad', () => {
    expect(saveFaults('dashboard', 'kinh-te', dashboard([tile('a', 0), { id: 'c' }]), null, null).length).toBeGreaterThan(0);
  });

  it('lets a bad tile stand that stood before', () => {
    const standing = dashboard([tile('a', 0), { id: 'c', from: 'another build' }]);
    expect(saveFaults('dashboard', 'kinh-te', { ...standing, title: both('Mới') }, standing, null)).toEqual([]);
    expect(saveFaults('dashboard', 'kinh-te', { ...standing, tiles: [...standing.tiles, { id: 'd' }] }, standing, null).every((fault) => fault.pointer.startsWith('/tiles/2'))).toBe(true);
  });

  it('wants the body to bear the id of its document', () => {
    expect(saveFaults('dashboard', 'van-hoa', dashboard([tile('a', 0)]), null, null)[0]).toMatchObject({ code: 'contradiction', pointer: '/id' });
  });
});

it('knows an id, and a title', () => {
  expect(['a', 'kinh-te-2026', 'x'.repeat(64)].map(isDocumentId)).toEqual([true, true, true]);
  expect(['', 'A', 'a--b', '-a', 'a-', 'a b', 'x'.repeat(65), '__proto__'].map(isDocumentId)).toEqual(Array(8).fill(false));
  expect([titleOf(scene), titleOf({ title: 'x' }), titleOf(null)]).toEqual([both('Phòng họp'), null, null]);
});
