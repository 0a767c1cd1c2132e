import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import { addDays, civilDate } from '@/domain/civil';
import { period } from '@/domain/period/text';
import { SAMPLE_NOW, sampleProvince } from '@/widget-kit/testing/sample-province';
import { toInstant } from '@/domain/time';
import { linkTo, readView, writeView, type AddressQuery, type Viewed } from './view-address';

const both = (vi: string) => ({ vi, en: vi });
const tile = (id: string) => ({ id, widget: 'chart', widgetVersion: 1, title: both(id), place: { x: 0, y: 0, w: 6, h: 2 }, options: {} });
const dashboard: Dashboard = {
  id: 'bang-a', title: both('A'), audience: both('A'), rows: 4, tiles: [tile('a'), tile('b')],
  tabs: [{ id: 'one', title: both('Một') }, { id: 'two', title: both('Hai') }],
  variables: [
    { id: 'sector', kind: 'choice', title: both('Lĩnh vực'), initial: 'land', choices: [{ value: 'land', label: both('Đất') }, { value: 'civil', label: both('Hộ tịch') }] },
    { id: 'channel', kind: 'category', title: both('Kênh'), initial: 'online', dataset: 'x', dimension: 'channel' },
  ],
};
const province = sampleProvince();
const context = { dashboard, province, now: SAMPLE_NOW, defaults: { unit: province.unit, calendar: 'calendar', periodKind: 'month' } as const };

const units = province.units.all.map(({ code }) => code);
const periods = fc.constantFrom(...['calendar:2026-11', 'calendar:2026-09', 'administrative:2026-10', 'statistical:2025-Q3', 'calendar:2024', 'calendar:2026-11-03'].map(period));
const today = civilDate(SAMPLE_NOW);
/** Text that an address can carry: surrogates stand in pairs. */
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const picked = fc.oneof(
  fc.record({ from: fc.constantFrom('a', 'b'), dimension: fc.constant('unit'), value: fc.constantFrom(...units) }),
  fc.record({ from: fc.constantFrom('a', 'b'), dimension: fc.constant('period'), value: fc.constant('calendar:2026-09') }),
  fc.record({ from: fc.constantFrom('a', 'b'), dimension: text.filter((name) => name !== 'unit' && name !== 'period'), value: text }),
);
const views: fc.Arbitrary<Viewed> = fc.record({
  scope: fc.record({
    unit: fc.constantFrom(...units), period: periods,
    boundary: fc.oneof(fc.constant({ kind: 'as-reported' as const }), fc.constantFrom(today, addDays(today, -400)).map((date) => ({ kind: 'on-date' as const, date }))),
  }),
  tab: fc.constantFrom('one', 'two'),
  variables: fc.record({ sector: fc.constantFrom('land', 'civil'), channel: fc.oneof(fc.constant('online'), text) }),
  filters: fc.uniqueArray(picked, { selector: ({ dimension }) => dimension, maxLength: 5 }),
  compare: fc.option(fc.oneof(fc.constantFrom(...units).map((unit) => ({ kind: 'unit' as const, unit })), periods.map((one) => ({ kind: 'period' as const, period: one })))),
});

function queryOf(link: string): AddressQuery {
  const { searchParams } = new URL(link);
  return Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

describe('a view in an address', () => {
  it('is read as it was written, pinned or not', () => {
    fc.assert(fc.property(views, fc.boolean(), (viewed, pinned) => {
      expect(readView(writeView(viewed, context, pinned), context)).toEqual({ ...viewed, rejected: [] });
    }));
  });

  it('comes back whole from a link, half a year later too', () => {
    fc.assert(fc.property(views, (viewed) => {
      const link = linkTo('https://tinh.example', viewed, context);
      expect(new URL(link).pathname).toBe('/dashboards/bang-a');
      expect(readView(queryOf(link), { ...context, now: toInstant(SAMPLE_NOW + 180 * 86_400_000) })).toEqual({ ...viewed, rejected: [] });
    }));
  });

  it('is short where it is what the page opens with', () => {
    const opening = readView({}, context);
    expect(opening).toMatchObject({ tab: 'one', variables: { sector: 'land', channel: 'online' }, filters: [], compare: null, rejected: [] });
    expect(writeView(opening, context)).toEqual({});
  });

  it('never fails, whatever stands there, and names every part it leaves out', () => {
    const hostile = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'a~unit~', 'a~~', '~~~~', 'unit:', 'period:', '%', 'a~%~%7', '<script>', '٣', 'x'.repeat(5000)));
    fc.assert(fc.property(
      fc.dictionary(fc.oneof(fc.constantFrom('unit', 'period', 'map', 'tab', 'f', 'with', 'v.sector', 'v.__proto__', 'v.'), fc.string()), fc.oneof(hostile, fc.constant(null), fc.array(fc.option(hostile), { maxLength: 12 }))),
      (query) => {
        const { rejected, filters, compare, tab, ...read } = readView(query, context);
        for (const { got } of rejected) expect(got.length).toBeLessThanOrEqual(64);
        expect(units).toContain(read.scope.unit);
        expect(['one', 'two']).toContain(tab);
        const said = (part: string): boolean => rejected.some((one) => one.part === part);
        const [asksWith] = [query['with']].flat();
        if (typeof asksWith === 'string') expect(said('compare')).toBe(compare === null);
        const asked = [query['f']].flat().filter((one) => typeof one === 'string');
        expect(rejected.filter(({ part }) => part === 'filter').length + filters.length).toBe(asked.length);
      },
    ));
  });

  it.each([
    ['a tab that is not there', { tab: 'three' }, 'tab', 'three'],
    ['a variable nobody has', { 'v.year': '2026' }, 'variable', 'year=2026'],
    ['a value that is no choice', { 'v.sector': 'moon' }, 'variable', 'sector=moon'],
    ['a filter of a tile that is gone', { f: 'z~unit~40' }, 'filter', 'z~unit~40'],
    ['a unit nobody knows', { with: 'unit:00' }, 'compare', 'unit:00'],
    ['a period nobody can read', { with: 'period:2026Q9' }, 'compare', 'period:2026Q9'],
  ] as const)('names %s', (_name, query, part, got) => {
    expect(readView(query, context).rejected).toEqual([{ part, got }]);
  });

  it('is not judged before the dashboard is here', () => {
    const query = { tab: 'two', 'v.sector': 'civil', f: 'a~unit~40' };
    expect(readView(query, { ...context, dashboard: undefined })).toMatchObject({ tab: null, variables: {}, filters: [], rejected: [] });
  });
});
