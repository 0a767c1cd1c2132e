import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { CONFIG_FAULT_CODES } from './config-fault';
import type { ConfigFaultCode } from './config-fault';
import { parsePack } from './parse-pack';
import { goodTrees, less, packOf, put } from './testing/good-pack';
import type { Files } from './testing/good-pack';

type Row = readonly [code: ConfigFaultCode, file: string, pointer: string, value: Json | undefined, at?: string];
const LONG = 'đ'.repeat(1_048_576);
const dashboards = 'base/dashboards/leaders.json';

/** One wrong value each: what is put where, and the fault it has to give there (or at the last column). */
const WRONG_VALUES: readonly Row[] = [
  ['version', 'base/sources.json', '/schemaVersion', undefined],
  ['version', 'base/sources.json', '/schemaVersion', '1'],
  ['version', 'base/sources.json', '/schemaVersion', 0],
  ['version-newer', 'province.json', '/schemaVersion', 999],
  ['version-newer', dashboards, '/schemaVersion', 3],
  ['unknown-ref', dashboards, '/tiles/0/section', 'nowhere'],
  ['unknown-ref', dashboards, '/sections', [{ id: 'more', title: { vi: 'Thêm', en: 'More' }, rows: 2, tab: 'nowhere' }]],
  ['too-many', dashboards, '/tabs', Array.from({ length: 200 }, (_, at) => ({ id: `t${at}`, title: { vi: 'Trang', en: 'Page' } }))],
  ['required', 'province.json', '/name', undefined],
  ['required', 'province.json', '/name/en', null],
  ['required', 'base/indicators.json', '/indicators/0/name/vi', ''],
  ['required', 'base/indicators.json', '/indicators/0/id', undefined],
  ['required', 'base/datasets.json', '/datasets/0/request', undefined],
  ['required', 'base/datasets.json', '/datasets/0/cadence', undefined],
  ['required', dashboards, '/tiles', []],
  ['type', 'base/sources.json', '', []],
  ['type', 'base/sources.json', '/sources', {}],
  ['type', 'base/sources.json', '/sources/0', 'one-stop'],
  ['type', 'base/sources.json', '/sources/0/id', 7],
  ['type', 'base/indicators.json', '/remove', ['on-time', 1]],
  ['type', 'base/sources.json', '/sources/0/deadlineMs', '10000'],
  ['type', 'base/sources.json', '/sources/0/sampleData', 'false'],
  ['type', 'base/sources.json', '/sources/0/deadlineMs', 1.5],
  ['type', 'base/datasets.json', '/datasets/0/request', []],
  ['type', dashboards, '/tiles/0/options', 'x'],
  ['choice', 'base/datasets.json', '/datasets/0/shape', 'table'],
  ['choice', 'base/datasets.json', '/datasets/0/cadence/kind', 'daily'],
  ['choice', 'base/indicators.json', '/indicators/0/unit', 'furlong'],
  ['choice', 'base/indicators.json', '/indicators/0/thresholds/basis', 'guess'],
  ['pattern', 'province.json', '/unit', 'nghệ an'],
  ['pattern', 'base/indicators.json', '/indicators/0/metric', 'constructor.constructor("return 1")()'],
  ['pattern', 'base/sources.json', '/sources/0/baseUrl', '/sources/one-stop'],
  ['range', 'base/indicators.json', '/indicators/0/decimals', 7],
  ['range', 'province.json', '/map/centre/lat', 91],
  ['range', 'base/indicators.json', '/indicators/0/overUnits/scale', 0],
  ['range', dashboards, '/tiles/1/place/x', 7, '/tiles/1/place/w'],
  ['range', dashboards, '/tiles/1/place/y', 3, '/tiles/1/place'],
  ['range', 'base/datasets.json', '/datasets/0/cadence/seconds', 5, '/datasets/0/cadence'],
  ['too-long', 'base/indicators.json', '/indicators/0/shortName/vi', 'x'.repeat(25)],
  ['too-long', dashboards, '/tiles/0/title/vi', LONG],
  ['too-many', 'province.json', '/dashboards', Array<string>(41).fill('a')],
  ['too-many', 'base/indicators.json', '/indicators', Array<number>(5_001).fill(0)],
  ['date', 'base/indicators.json', '/indicators/0/validFrom', '2026-02-30'],
  ['date', 'base/index-766.json', '/tables/0/validFrom', '2026-13-01T25:61:00+07:00'],
  ['period', 'base/indicators.json', '/indicators/0/targets/0/period', '2026-10'],
  ['period', 'dashboards/commune.json', '/tiles/0/scope/period', 'calendar:2026-Q5'],
  ['unknown-field', 'base/indicators.json', '/indicators/0/treshold', 3],
  ['unknown-field', 'base/indicators.json', '/indicator', []],
  ['unknown-field', 'units.json', '/unit', []],
  ['unknown-field', 'province.json', '/defaults/colour', 'red'],
  ['url-scheme', 'base/sources.json', '/sources/0/baseUrl', 'http://motcua.tinh.example/'],
  ['url-scheme', 'base/sources.json', '/sources/0/baseUrl', '//elsewhere.vn/'],
  ['url-scheme', 'base/sources.json', '/sources/0/baseUrl', '/sources/../admin/'],
  ['url-scheme', 'province.json', '/map/baseLayers/0/urlTemplate', 'javascript:alert(1)'],
  ['ssrf', 'base/sources.json', '/sources/0/baseUrl', 'https://169.254.169.254/'],
  ['ssrf', 'base/sources.json', '/sources/0/baseUrl', 'https://[::ffff:127.0.0.1]/'],
  ['ssrf', 'base/sources.json', '/sources/0/baseUrl', 'https://2130706433/'],
  ['secret-inline', 'base/sources.json', '/sources/0/baseUrl', 'https://user:hunter2@motcua.tinh.example/'],
  ['secret-inline', 'base/sources.json', '/sources/0/settings', { auth: { clientSecret: 'hunter2' } }],
  ['secret-inline', 'base/datasets.json', '/datasets/0/request', { headers: { Authorization: 'Bearer hunter2' } }],
  ['duplicate-id', dashboards, '/tiles/1/id', 'a'],
  ['duplicate-id', 'base/index-766.json', '/tables/0/components/1/id', '1.1', '/tables/0/components'],
  ['duplicate-id', 'base/form-06.json', '/states/1/code', 4, '/states'],
  ['duplicate-id', 'base/datasets.json', '/datasets/1/id', 'procedures'],
  ['unknown-ref', 'base/datasets.json', '/datasets/0/source', 'nowhere'],
  ['unknown-ref', 'base/indicators.json', '/indicators/0/dataset', 'nowhere'],
  ['unknown-ref', 'targets.json', '/targets/0/indicator', 'nothing'],
  ['unknown-ref', 'province.json', '/unit', '01'],
  ['unknown-ref', 'province.json', '/unit', '412'],
  ['unknown-ref', 'province.json', '/map/areasDataset', 'nowhere'],
  ['unknown-ref', 'province.json', '/dashboards/1', 'nowhere'],
  ['unknown-ref', 'province.json', '/defaults/dashboard', 'nowhere'],
  ['unknown-ref', 'dashboards/commune.json', '/tiles/0/scope/unit', '99999'],
  ['unknown-ref', 'base/index-766.json', '/tables/0/components/0/group', '7', '/tables/0/components'],
  ['unknown-ref', 'targets.json', '/remove', ['nothing'], '/remove/0'],
  ['contradiction', 'base/indicators.json', '/indicators/0/thresholds/act', 99, '/indicators/0/thresholds'],
  ['contradiction', 'base/indicators.json', '/indicators/0/direction', 'lower-better', '/indicators/0/thresholds'],
  ['contradiction', 'base/indicators.json', '/indicators/0/thresholds', { basis: 'band', low: 1, high: 2, actLow: 0, actHigh: 3 }],
  ['contradiction', 'base/indicators.json', '/indicators/0/validTo', '2019-01-01'],
  ['contradiction', 'base/indicators.json', '/indicators/0/dataset', 'areas'],
  ['contradiction', 'province.json', '/map/areasDataset', 'procedures'],
  ['contradiction', 'base/index-766.json', '/tables/0/bands/1/from', 80, '/tables/0/bands'],
  ['weights', 'base/index-766.json', '/tables/0/components/0/maximum', 59, '/tables/0/blocks'],
  ['weights', 'base/index-766.json', '/tables/0/groups/0/maximum', 99, '/tables/0/groups'],
  ['overlap', dashboards, '/tiles/1/place/x', 5, '/tiles/1/place'],
];

const edited = (file: string, pointer: string, value: Json | undefined): Files =>
  packOf((trees) => {
    const tree = trees[file];
    if (!tree) throw new Error(file);
    if (pointer === '') trees[file] = value as never;
    else put(tree, pointer, value);
  });

/** Faults of a text as a whole, by changing the text. */
const WRONG_TEXTS: readonly (readonly [code: ConfigFaultCode, file: string, text: string | undefined, place: string])[] = [
  ['config-missing', 'province.json', undefined, ''],
  ['config-missing', 'units.json', undefined, ''],
  ['config-missing', 'base/form-06.json', undefined, ''],
  ['unknown-file', 'dashboard/leaders.json', '{}', ''],
  ['encoding', 'base/sources.json', '{"schemaVersion":1,\n"sources":[],"note":"\ufffd"}', '2:22'],
  ['too-large', 'base/sources.json', ' '.repeat(2_000_001), ''],
  ['json', 'base/sources.json', '{', '1:2'],
  ['json', 'base/sources.json', '{"schemaVersion":1,\n"sources":[1,]}', '2:14'],
  ['json', 'base/sources.json', '', '1:1'],
  ['json', 'base/sources.json', '{"a":NaN}', '1:6'],
  ['json-duplicate-key', 'base/sources.json', '{"schemaVersion":1,\n "schemaVersion":1,"sources":[]}', '2:2'],
  ['json-duplicate-key', 'base/sources.json', '{"schemaVersion":1,"schemaVersio\\u006e":1}', '1:20'],
  ['too-deep', 'base/sources.json', '['.repeat(10_000) + ']'.repeat(10_000), '1:33'],
  ['control-char', 'base/sources.json', '{"schemaVersion":1,"note":"a\\u001b[31mb","sources":[]}', ''],
  ['control-char', 'base/sources.json', '{"schemaVersion":1,"note":"a\u202eb","sources":[]}', ''],
];

const altered = (file: string, text: string | undefined): Files => {
  const files = packOf();
  if (text === undefined) delete files[file];
  else files[file] = text;
  return files;
};

describe('a good pack', () => {
  it('is read without a fault', () => {
    const { province, faults } = parsePack(packOf());
    expect(faults).toEqual([]);
    expect(province).toMatchObject({ id: 'nghe-an', unit: '40', agency: 'H41', sampleData: true, defaults: { dashboard: 'leaders' } });
    expect(province?.units.all).toHaveLength(5);
    expect([...(province?.datasets.keys() ?? [])]).toEqual(['procedures', 'areas']);
    expect(province?.dashboards.map((each) => each.id)).toEqual(['leaders', 'commune']);
    expect(province?.indexTables.map((table) => table.version)).toEqual(['2026']);
    expect(province?.dossierStates.states.map((state) => state.fold)).toEqual(['pending', 'settled']);
  });

  it('reads the same written by hand, with a byte order mark, and in decomposed letters', () => {
    const byHand = Object.fromEntries(Object.entries(goodTrees()).map(([file, tree]) => [file, `\ufeff${JSON.stringify(tree, null, 2).normalize('NFD')}\n`]));
    const { province, faults } = parsePack(byHand);
    expect(faults).toEqual([]);
    expect(JSON.stringify(province)).toBe(JSON.stringify(parsePack(packOf()).province));
    expect(province?.name.vi).toBe('Nghệ An'.normalize('NFC'));
  });

  it('gives the card the target of the province', () => {
    expect(parsePack(packOf()).province?.indicators.get('on-time')?.targets).toEqual([{ period: 'calendar:2026', value: 99, basis: 'Kế hoạch mẫu' }]);
  });

  it('takes -0 as 0 and a label called __proto__ as a label', () => {
    const files = packOf((trees) => put(trees['base/indicators.json'] as Json, '/indicators/0/name/vi', '__proto__'));
    files['base/indicators.json'] = (files['base/indicators.json'] ?? '').replace('"value":98', '"value":-0');
    delete files['targets.json'];
    const { province, faults } = parsePack(files);
    expect(faults).toEqual([]);
    expect(Object.is(province?.indicators.get('on-time')?.targets[0]?.value, 0)).toBe(true);
    expect(province?.indicators.get('on-time')?.name.vi).toBe('__proto__');
  });
});

describe('one wrong value', () => {
  const cases = WRONG_VALUES.map(([code, file, pointer, value, at = pointer]) => ({ code, file, pointer, value, at }));

  it.each(cases)('$code in $file at $pointer', ({ code, file, pointer, value, at }) => {
    const { faults } = parsePack(edited(file, pointer, value));
    const fault = faults.find((each) => each.file === file && each.pointer === at);
    expect(fault?.code, JSON.stringify(faults.slice(0, 3))).toBe(code);
    expect(fault?.got.length).toBeLessThanOrEqual(64);
    expect(fault?.expected).not.toBe('');
  });

  it.each(WRONG_TEXTS)('%s in %s', (code, file, text, place) => {
    const { faults } = parsePack(altered(file, text));
    const fault = faults.find((each) => each.code === code);
    expect(fault, JSON.stringify(faults.slice(0, 3))).toMatchObject({ code, file: file.replace('base/form', 'form') });
    expect(fault?.line === undefined ? '' : `${fault.line}:${fault.column}`).toBe(place);
  });

  it('names a number that cannot be held', () => {
    const files = packOf();
    files['base/indicators.json'] = (files['base/indicators.json'] ?? '').replace('"value":98', '"value":1e400');
    expect(parsePack(files).faults).toContainEqual(
      { code: 'number-range', file: 'base/indicators.json', pointer: '/indicators/0/targets/0/value', expected: 'number', got: 'Infinity' });
  });

  it('has a case for every code there is', () => {
    const covered = new Set<string>([...WRONG_VALUES, ...WRONG_TEXTS].map(([code]) => code)).add('number-range');
    expect([...CONFIG_FAULT_CODES].filter((code) => !covered.has(code))).toEqual([]);
  });

  it('takes a field that only sounds like a secret', () => {
    expect(parsePack(edited('base/datasets.json', '/datasets/0/request', { query: { nextPageToken: '{page}', tokens: '1' }, secrets: 2, password: { file: 'X' } })).faults).toEqual([]);
  });

  it('never repeats a secret', () => {
    for (const [code, file, pointer, value] of WRONG_VALUES.filter(([each]) => each === 'secret-inline')) {
      expect([code, JSON.stringify(parsePack(edited(file, pointer, value)).faults)]).toEqual([code, expect.not.stringContaining('hunter2')]);
    }
  });
});

describe('what a fault costs', () => {
  const start = (file: string, pointer: string, value: Json | undefined) => parsePack(edited(file, pointer, value)).province;

  it.each<[file: string, pointer: string, value: Json | undefined]>([
    ['province.json', '/schemaVersion', 2], ['units.json', '/schemaVersion', 2], ['base/datasets.json', '/schemaVersion', 2],
    ['province.json', '/unit', '01'], ['units.json', '/units', []], ['province.json', '/id', 'Nghệ An'],
  ])('nothing starts for %s %s', (file, pointer, value) => {
    expect(start(file, pointer, value)).toBeNull();
  });

  it('a newer dashboard is missed alone', () => {
    expect(start('dashboards/commune.json', '/schemaVersion', 3)?.dashboards.map((each) => each.id)).toEqual(['leaders']);
  });

  it('a bad source takes its datasets and their cards along, and the rest starts', () => {
    const province = start('base/sources.json', '/sources/0/deadlineMs', 0);
    expect(province?.sources.size).toBe(0);
    expect(province?.indicators.size).toBe(0);
    expect(province?.dashboards).toHaveLength(2);
  });

  it('a bad card is left out alone', () => {
    expect([...(start('base/indicators.json', '/indicators/0/unit', 'x')?.indicators.keys() ?? [])]).toEqual(['received']);
  });

  it('a bad tile is left out alone, and a dashboard without tiles with it', () => {
    expect(start(dashboards, '/tiles/1/place/x', 5)?.dashboards[0]?.tiles.map((tile) => tile.id)).toEqual(['a']);
    expect(start('dashboards/commune.json', '/tiles/0/scope/unit', '99999')?.dashboards.map((each) => each.id)).toEqual(['leaders']);
  });

  it('an unknown field of province.json is dropped', () => {
    const { province, faults } = parsePack(edited('province.json', '/map/colour', 'red'));
    expect(faults).toEqual([{ code: 'unknown-field', file: 'province.json', pointer: '/map/colour', expected: 'a known field', got: '"colour"' }]);
    expect(province?.map).not.toHaveProperty('colour');
  });

  it('a default that is missing falls back to the first dashboard', () => {
    expect(start('province.json', '/defaults/dashboard', 'nowhere')?.defaults.dashboard).toBe('leaders');
  });

  it('leaves the prototype of objects alone', () => {
    for (const file of Object.keys(packOf())) {
      parsePack(altered(file, (packOf()[file] ?? '').replace('{', '{"__proto__":{"x":1},')));
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('inheritance', () => {
  it('replaces an inherited entry whole, in its place', () => {
    const files = packOf((trees) => {
      const [first] = trees['base/indicators.json']?.['indicators'] as { [field: string]: Json }[];
      trees['indicators.json'] = { schemaVersion: 1, indicators: [{ ...less(first ?? {}, 'thresholds'), decimals: 2 }] };
    });
    const { province, faults } = parsePack(files);
    expect(faults).toEqual([]);
    expect([...(province?.indicators.keys() ?? [])]).toEqual(['on-time', 'received']);
    expect(province?.indicators.get('on-time')).toMatchObject({ decimals: 2 });
    expect(province?.indicators.get('on-time')?.thresholds).toBeUndefined();
  });

  it('does not fall back to the inherited entry where the own one is wrong', () => {
    const files = packOf((trees) => {
      trees['indicators.json'] = { schemaVersion: 1, indicators: [{ id: 'on-time' }] };
    });
    expect([...(parsePack(files).province?.indicators.keys() ?? [])]).toEqual(['received']);
  });

  it('removes inherited entries, adds own ones', () => {
    const files = packOf((trees) => {
      const [first] = trees['base/indicators.json']?.['indicators'] as Json[];
      trees['indicators.json'] = { schemaVersion: 1, remove: ['received'], indicators: [{ ...(first as object), id: 'own' }] };
    });
    const { province, faults } = parsePack(files);
    expect(faults).toEqual([]);
    expect([...(province?.indicators.keys() ?? [])]).toEqual(['on-time', 'own']);
  });

  it('replaces an inherited dashboard and the form-06 mapping', () => {
    const files = packOf((trees) => {
      trees['dashboards/leaders.json'] = { ...(trees[dashboards] as object), rows: 9 };
      trees['form-06.json'] = { schemaVersion: 1, version: 'own', states: [{ code: 5, name: { vi: 'Chờ', en: 'Waiting' }, fold: 'pending-in-term' }] };
    });
    const { province, faults } = parsePack(files);
    expect(faults).toEqual([]);
    expect(province?.dashboards[0]).toMatchObject({ id: 'leaders', rows: 9 });
    expect(province?.dossierStates.version).toBe('own');
  });

  it('offers every dashboard, the default first, where the province lists none', () => {
    expect(parsePack(edited('province.json', '/dashboards', undefined)).province?.dashboards.map((each) => each.id)).toEqual(['leaders', 'commune']);
  });
});
