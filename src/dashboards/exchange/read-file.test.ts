import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import type { Json } from '@/domain/dataset';
import { bodyOf } from '@/state/documents';
import { saveFaults } from '@/state/every-document';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { AnyWidget } from '@/widget-kit/widget';
import { fileName, fileText } from './file-form';
import { readFile } from './read-file';

const widgets = Object.values(import.meta.glob<AnyWidget>('/widgets/{text,kpi-table,indicator-card,procedure-statistics,media,gis-map}/index.ts', { import: 'default', eager: true }));
const province = sampleProvince();
const around = { province, widget: (id: string) => widgets.find((one) => one.id === id) };

type Tree = { readonly [name: string]: Json };
const both = (vi: string): Tree => ({ vi, en: vi });
const tile = (more: Tree = {}): Tree => ({ id: 'a', widget: 'procedure-statistics', widgetVersion: 1, title: both('Hồ sơ'), place: { x: 0, y: 0, w: 6, h: 4 }, options: { view: 'totals' }, ...more });
const board = (more: Tree = {}): Tree => ({ id: 'cua-toi', title: both('Bảng của tôi'), audience: both('Sở'), rows: 8, tiles: [tile()], ...more });
const file = (content: Json, more: Tree = {}): string => JSON.stringify({ kind: 'dashboard', schemaVersion: 2, content, ...more });
const scene = (zones: Json, more: Tree = {}): string => JSON.stringify({ kind: 'scene', schemaVersion: 2, content: { title: both('Giao ban'), transition: 'cut', zones, ...more } });
const refused = (text: string) => { const read = readFile(text, around); return read.ok ? 'taken' : read.error[0]; };
const taken = (text: string) => { const read = readFile(text, around); if (!read.ok) throw new Error(JSON.stringify(read.error)); return read.value; };
const withOptions = (widget: string, options: Tree) => readFile(file(board({ tiles: [tile({ id: 'fine', place: { x: 0, y: 4, w: 6, h: 4 } }), tile({ widget, options })] })), around);
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('a file of a dashboard', () => {
  it('goes out and comes in as it was, under an id of its own, and again under the same', () => {
    const content = board({ sections: [{ id: 's', title: both('Dải'), rows: 4 }], variables: [{ id: 'v', title: both('Biến'), kind: 'choice', initial: 'x', choices: [{ value: 'x', label: both('X') }] }] });
    const first = taken(file(content));
    expect(first).toMatchObject({ kind: 'dashboard', leftOut: [], remarks: [], content: { ...content, id: first.id } });
    expect(first.id).toMatch(/^bang-cua-toi-[a-z0-9]{6}$/);
    const again = taken(fileText({ kind: 'dashboard', content: first.content as Dashboard }));
    expect(again.content).toEqual({ ...first.content, id: again.id });
    expect(taken(file(content)).id).toBe(first.id);
    expect(taken(file(board({ audience: both('Khác') }))).id).not.toBe(first.id);
    expect(saveFaults('dashboard', first.id, bodyOf('dashboard', first.content as Dashboard), null, province.units)).toEqual([]);
  });
  it('says what it is and nothing of whom it is from', () => {
    const written = JSON.parse(fileText({ kind: 'dashboard', content: taken(file(board())).content as Dashboard })) as Tree;
    expect(Object.keys(written)).toEqual(['$schema', 'kind', 'schemaVersion', 'content']);
    expect(written).toMatchObject({ $schema: '/schemas/dashboard-2.json', kind: 'dashboard', schemaVersion: 2 });
    expect([fileName('dashboard', 'cua-toi'), fileName('scene', '../../etc')]).toEqual(['dashboard-cua-toi.json', 'scene-etc.json']);
  });
  it('of the first version is brought to today', () => {
    expect(taken(file(board(), { schemaVersion: 1 })).content).toMatchObject({ rows: 8 });
  });
  it('of a scene comes in the same way', () => {
    const zones = [{ shows: { kind: 'playlist', items: [{ shows: { kind: 'dashboard', dashboard: 'leaders' }, seconds: 30 }] } }];
    expect(taken(scene(zones))).toMatchObject({ kind: 'scene', content: { title: both('Giao ban'), zones }, leftOut: [] });
  });
});

describe('a hostile file is refused by place and reason, and nothing of it is stored', () => {
  it.each<readonly [row: string, text: string, code: string, pointer: string]>([
    ['LY02 newer than this portal', file(board(), { schemaVersion: 9 }), 'version-newer', '/schemaVersion'],
    ['no version', JSON.stringify({ kind: 'dashboard', content: board() }), 'version', '/schemaVersion'],
    ['LY07 a width below zero', file(board({ tiles: [tile({ place: { x: 0, y: 0, w: -2, h: 4 } })] })), 'range', '/content/tiles/0/place/w'],
    ['LY07 no height', file(board({ tiles: [tile({ place: { x: 0, y: 0, w: 2, h: 0 } })] })), 'range', '/content/tiles/0/place/h'],
    ['LY10 200 pages', file(board({ tabs: Array.from({ length: 200 }, (_, at) => ({ id: `t${at}`, title: both('T') })) })), 'too-many', '/content/tabs'],
    ['500 tiles', file(board({ tiles: Array.from({ length: 500 }, () => tile()) })), 'too-many', '/content/tiles'],
    ['LY19 a background from outside', file(board({ background: '//evil.test/x.png' })), 'unknown-field', '/content/background'],
    ['LY22 a link', file(board({ link: { href: '\tjava\nscript:alert(1)' } })), 'unknown-field', '/content/link'],
    ['LY26 a rotation of nothing', scene([{ shows: { kind: 'playlist', items: [] } }]), 'required', '/content/zones/0/shows/items'],
    ['LY32 an archive', 'PK\u0003\u0004\u0014\u0000', 'json', ''],
    ['WO01 a kind nobody has', file(board(), { kind: 'screen' }), 'choice', '/kind'],
    ['not JSON', '{"kind": dashboard}', 'json', '/kind'],
    ['nothing', '', 'json', ''],
    ['a list', '[]', 'type', ''],
    ['a key twice', '{"kind":"dashboard","kind":"scene","schemaVersion":2,"content":{}}', 'json-duplicate-key', '/kind'],
    ['too deep', `{"kind":"dashboard","schemaVersion":2,"content":${deep(40)}}`, 'too-deep', `/content${'/a'.repeat(31)}`],
    ['a prototype', '{"kind":"dashboard","schemaVersion":2,"content":{"__proto__":{"x":1}}}', 'unknown-field', '/content/__proto__'],
    ['a constructor', '{"kind":"dashboard","schemaVersion":2,"content":{"title":{"constructor":{"x":1}}}}', 'unknown-field', '/content/title/constructor'],
    ['reordered text', file(board({ title: both('a\u202eb') })), 'control-char', '/content/title/vi'],
    ['half a character', '{"kind":"dashboard","schemaVersion":2,"content":{"id":"\\ud800"}}', 'control-char', '/content/id'],
    ['broken UTF-8', '{"kind":"dash\ufffdboard"}', 'encoding', ''],
    ['a field more', file(board(), { owner: 'someone' }), 'unknown-field', '/owner'],
    ['a version inside', file({ ...board(), schemaVersion: 2 }), 'unknown-field', '/content/schemaVersion'],
    ['too large', file(board({ note: 'x'.repeat(600_000) })), 'too-large', ''],
    ['just too large', file(board({ tiles: [tile({ widget: 'text', options: { text: 'x'.repeat(262_144) } })] })), 'too-large', '/content'],
    ['a secret', file(board({ tiles: [tile({ widget: 'gone', options: { password: 'hunter2' } })] })), 'secret-inline', '/content'],
  ])('%s', (_row, text, code, pointer) => {
    expect(refused(text)).toMatchObject({ code, pointer });
    expect(JSON.stringify(refused(text))).not.toContain('hunter2');
    expect(({} as { readonly x?: unknown }).x).toBeUndefined();
    expect(taken(file(board())).leftOut).toEqual([]);
  });

  it('LY14 never has the id that it asks for, nor that of anything else', () => {
    for (const id of ['leaders', 'cua-toi', '../x', 'a'.repeat(64)]) {
      const read = readFile(file(board({ id })), around);
      if (read.ok) expect(read.value.id).toMatch(/^bang-cua-toi-[a-z0-9]{6}$/);
    }
  });
  it('LY16 markup in a title is text', () => {
    const title = '<img src=x onerror=alert(1)>';
    const read = taken(file(board({ title: both(title) })));
    expect([read.content.title.vi, read.id]).toEqual([title, expect.stringMatching(/^img-src-x-onerror-alert-1-[a-z0-9]{6}$/)]);
  });
  it('LY36 brought in twice is one and the same', () => {
    expect(taken(file(board()))).toEqual(taken(` \n${file(board())}`));
  });
  it('whatever text comes, there is an answer', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((content) => file(content as Json)), fc.jsonValue().map((options) => file(board({ tiles: [tile({ options: options as Json })] })))), (text) => {
      expect(readFile(text, around)).toHaveProperty('ok');
    }), { numRuns: 400 });
  });
});

describe('one bad tile is left out, and what is not here is named', () => {
  it.each<readonly [row: string, widget: string, options: Tree, code: string, pointer: string]>([
    ['WO01 an option nobody knows', 'procedure-statistics', { colour: '#12345' }, 'unknown-field', '/options/colour'],
    ['WO05 thresholds', 'kpi-table', { dataset: 'procedure-by-unit', indicators: ['on-time-rate'], thresholds: [3, 1] }, 'unknown-field', '/options/thresholds'],
    ['WO13 a function as text', 'indicator-card', { indicator: 'on-time-rate', formatter: 'return 1' }, 'unknown-field', '/options/formatter'],
    ['WO16 a link in a title', 'indicator-card', { indicator: 'on-time-rate', title: { link: 'javascript:alert(1)' } }, 'unknown-field', '/options/title'],
    ['WO29 a zoom', 'gis-map', { zoom: 99 }, 'unknown-field', '/options/zoom'],
    ['WO30 a centre', 'gis-map', { center: { lat: 200 } }, 'unknown-field', '/options/center'],
    ['LY23, WO31 an address to be shown', 'media', { place: 'camera-square', url: 'javascript:alert(1)' }, 'unknown-field', '/options/url'],
    ['WO27 no columns', 'kpi-table', { dataset: 'procedure-by-unit', indicators: [] }, 'required', '/options/indicators'],
    ['WO20 below zero', 'procedure-statistics', { limit: -1 }, 'range', '/options/limit'],
    ['WO11 too long', 'text', { text: 'y'.repeat(20_001) }, 'too-long', '/options/text'],
    ['a choice that is none', 'procedure-statistics', { view: 'all' }, 'choice', '/options/view'],
  ])('%s', (_row, widget, options, code, pointer) => {
    const read = withOptions(widget, options);
    expect(read.ok && read.value.leftOut).toMatchObject([{ code, pointer: `/content/tiles/1${pointer}` }]);
    const kept = read.ok && 'tiles' in read.value.content ? read.value.content.tiles : [];
    expect(kept.find(({ id }) => id === 'fine')).toBeDefined();
    expect(JSON.stringify(kept)).not.toMatch(/javascript:|formatter|"limit":-1/);
  });
  it.each<readonly [row: string, widget: string, options: Tree, what: string, name: string, nearest: string | null]>([
    ['LY12, LY13 a dataset that this reader does not have', 'kpi-table', { dataset: 'procedure-by-unot', indicators: ['on-time-rate'] }, 'dataset', 'procedure-by-unot', 'procedure-by-unit'],
    ['an indicator', 'indicator-card', { indicator: 'nothing-like-it-at-all' }, 'indicator', 'nothing-like-it-at-all', null],
    ['a picture', 'media', { place: 'evil.test' }, 'media', 'evil.test', null],
    ['a widget', 'gone', { anything: { goes: 1 } }, 'widget', 'gone', null],
  ])('%s is named, and its tile stays to say so', (_row, widget, options, what, name, nearest) => {
    const read = withOptions(widget, options);
    expect(read.ok && [read.value.leftOut, read.value.remarks]).toMatchObject([[], [{ what, name, nearest }]]);
    expect(read.ok && 'tiles' in read.value.content && read.value.content.tiles.length).toBe(2);
  });
  it('WO09 a unit that the province does not have takes its tile away', () => {
    const read = readFile(file(board({ tiles: [tile(), tile({ id: 'b', place: { x: 6, y: 0, w: 6, h: 4 }, scope: { unit: '99999' } })] })), around);
    expect(read.ok && read.value.leftOut).toMatchObject([{ code: 'unknown-ref', pointer: '/content/tiles/1/scope/unit' }]);
  });
  it('a variable that the dashboard does not define is named by its place, and the rest of the tile is judged all the same', () => {
    const variables = [{ id: 'cap', title: both('Cấp'), kind: 'choice', initial: 'commune', choices: [{ value: 'commune', label: both('Xã') }] }];
    const options = { dataset: 'procedure-by-unit', indicators: ['on-time-rate'] };
    const of = (more: Tree) => taken(file(board({ variables, tiles: [tile({ id: 'fine', place: { x: 0, y: 4, w: 6, h: 4 } }), tile({ widget: 'kpi-table', options: { ...options, ...more } })] })));
    expect(of({ level: '$cap' })).toMatchObject({ leftOut: [], remarks: [] });
    expect(of({ level: '$cab' })).toMatchObject({ leftOut: [], remarks: [{ what: 'variable', pointer: '/content/tiles/1/options/level', name: '$cab', nearest: 'cap' }] });
    expect(of({ indicators: ['$gone'], limit: 0 })).toMatchObject({ leftOut: [{ pointer: '/content/tiles/1/options/limit' }], remarks: [] });
    // In words, a price is a price.
    expect(taken(file(board({ tiles: [tile({ widget: 'text', options: { text: '$5' } })] }))).remarks).toEqual([]);
  });
  it('a version of a widget that is not here yet stays as it is', () => {
    const read = taken(file(board({ tiles: [tile({ widgetVersion: 9, options: { later: true } })] })));
    expect([read.remarks, 'tiles' in read.content && read.content.tiles[0]?.options]).toMatchObject([[{ what: 'newer-widget' }], { later: true }]);
  });
  it('with no tile left, nothing comes in', () => {
    const read = readFile(file(board({ tiles: [tile({ options: { view: 'all' } })] })), around);
    expect(!read.ok && read.error.map(({ pointer }) => pointer)).toEqual(['/content/tiles/0/options/view', '/content/tiles']);
  });
});
