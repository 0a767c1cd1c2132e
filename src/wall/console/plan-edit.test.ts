import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WallPlan } from '@/domain/wall';
import { hangingOf, partOf } from './hanging';
import { newPlan, placed, planFaults, removed, screenAt, sized, spanned } from './plan-edit';
import { divided, dropped, nudged, templateOf, TEMPLATES, ZONE_TEMPLATES } from './zone-edit';

const wall = (rows: number, columns: number): WallPlan => ({ ...newPlan('Phòng họp'), rows, columns });
const SCREENS = ['a', 'b', 'c'];
const step = fc.oneof(
  fc.record({ screen: fc.constantFrom(...SCREENS), row: fc.integer({ min: 0, max: 5 }), column: fc.integer({ min: 0, max: 5 }) }).map(({ screen, row, column }) => (plan: WallPlan) => placed(plan, screen, row, column)),
  fc.record({ screen: fc.constantFrom(...SCREENS), rows: fc.integer({ min: -1, max: 1 }), columns: fc.integer({ min: -1, max: 1 }) }).map(({ screen, ...by }) => (plan: WallPlan) => spanned(plan, screen, by)),
  fc.record({ rows: fc.integer({ min: 0, max: 14 }), columns: fc.integer({ min: 0, max: 14 }) }).map(({ rows, columns }) => (plan: WallPlan) => sized(plan, rows, columns)),
  fc.constantFrom(...SCREENS).map((screen) => (plan: WallPlan) => removed(plan, screen)),
);

describe('a wall plan', () => {
  it('never has two screens in one cell, or one outside', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const plan = steps.reduce((now, change) => change(now), wall(2, 3));
      const cells = Object.values(plan.screens).flatMap(({ row, column, rowSpan, columnSpan }) =>
        Array.from({ length: rowSpan * columnSpan }, (_, at) => `${row + Math.floor(at / columnSpan)}/${column + (at % columnSpan)}`));
      expect(new Set(cells).size).toBe(cells.length);
      for (const cell of cells) {
        const [row = 0, column = 0] = cell.split('/').map(Number);
        expect(row >= 1 && row <= plan.rows && column >= 1 && column <= plan.columns).toBe(true);
      }
    }));
  });
  it('lets two screens change places, and sends one back to the list where the other came from there', () => {
    const two = placed(placed(wall(1, 2), 'a', 1, 1), 'b', 1, 2);
    const turned = placed(two, 'a', 1, 2);
    expect([screenAt(turned, 1, 1), screenAt(turned, 1, 2)]).toEqual(['b', 'a']);
    expect(Object.keys(placed(two, 'c', 1, 1).screens).sort()).toEqual(['b', 'c']);
  });
  it('hangs with its bezels: what spans two displays holds the one between them', () => {
    const plan = { ...wall(1, 2), bezelMm: 10 };
    const { cells, ratio } = hangingOf(plan);
    const [left, right] = cells;
    expect(left && right ? right.x - (left.x + left.w) : 0).toBeGreaterThan(0);
    expect(ratio).toBeGreaterThan(3.5);
    expect(partOf(plan, { row: 1, column: 1, rowSpan: 1, columnSpan: 2 })).toEqual({ x: 0, y: 0, w: 1, h: 1 });
  });
  it('is not saved without a name or with a measure nobody could mean', () => {
    expect(planFaults(newPlan('Phòng họp'))).toEqual([]);
    expect(planFaults({ ...newPlan(' '), distanceM: 0, bezelMm: Number.NaN })).toEqual(['name', 'bezel', 'distance']);
  });
});

describe('zones of a screen', () => {
  it.each(ZONE_TEMPLATES)('%s covers the whole screen once', (name) => {
    expect(TEMPLATES[name].reduce((sum, { w, h }) => sum + w * h, 0)).toBe(144);
    expect(templateOf(TEMPLATES[name])).toBe(name);
  });
  it('never cover each other or leave the screen', () => {
    const change = fc.record({ zone: fc.nat(3), x: fc.integer({ min: -2, max: 2 }), y: fc.integer({ min: -2, max: 2 }), w: fc.integer({ min: -2, max: 2 }), h: fc.integer({ min: -2, max: 2 }), divide: fc.boolean() });
    fc.assert(fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
      const zones = changes.reduce((now, { zone, divide, ...by }) => {
        const id = now[zone % now.length]?.id ?? '';
        return divide ? divided(now, id) : nudged(now, id, by);
      }, TEMPLATES['two-columns']);
      const cells = zones.flatMap(({ x, y, w, h }) => Array.from({ length: w * h }, (_, at) => `${x + (at % w)}/${y + Math.floor(at / w)}`));
      expect(new Set(cells).size).toBe(cells.length);
      expect(zones.every(({ x, y, w, h }) => x >= 0 && y >= 0 && x + w <= 12 && y + h <= 12)).toBe(true);
      expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
    }));
  });
  it('keep the main one', () => {
    expect(dropped(TEMPLATES['two-columns'], 'main')).toHaveLength(2);
    expect(dropped(TEMPLATES['two-columns'], 'side')).toHaveLength(1);
  });
});
