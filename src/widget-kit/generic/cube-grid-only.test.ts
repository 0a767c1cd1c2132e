import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCube, sampleProvince, sampleScope } from '../testing/sample-province';
import { gridOf, type CubeGrid, type GridLayout } from './cube-grid';

const cube = sampleCube(
  [{ id: 'metric', role: 'metric', categories: ['received'] }, { id: 'sector', role: 'classification', categories: ['land', 'civil'] }, { id: 'channel', role: 'classification', categories: ['online', 'counter'] }],
  [['received', 'land', 'online', 1], ['received', 'land', 'counter', 2], ['received', 'civil', 'online', 3], ['received', 'civil', 'counter', 4]],
);
const input = { province: sampleProvince(), scope: sampleScope(), dataset: 'x' };
function grid(layout: Partial<GridLayout>): CubeGrid {
  const reading = gridOf(cube, { rows: ['sector'], column: null, where: {}, ...layout }, input);
  if ('fault' in reading) throw new Error(JSON.stringify(reading.fault));
  return reading.grid;
}
const numbers = ({ rows }: CubeGrid) => rows.map(({ figures }) => figures.map(({ measure }) => (measure.kind === 'value' ? measure.value : null)));

describe('a cube of which something was picked elsewhere', () => {
  it('fixes the dimension that is not laid out, in place of what its options say', () => {
    expect(numbers(grid({ where: { channel: 'online' }, only: { channel: 'counter' } }))).toEqual([[2], [4]]);
  });
  it('shows that row alone, or that column alone', () => {
    expect(numbers(grid({ only: { sector: 'civil' } }))).toEqual([[3]]);
    expect(numbers(grid({ column: 'channel', only: { channel: 'counter' } }))).toEqual([[2], [4]]);
  });
  it('passes over what it does not have', () => {
    fc.assert(fc.property(fc.dictionary(fc.oneof(fc.constantFrom('sector', 'channel', '__proto__'), fc.string()), fc.string()), (only) => {
      if (Object.values(only).some((code) => ['land', 'civil', 'online', 'counter'].includes(code))) return;
      expect(numbers(grid({ only }))).toEqual(numbers(grid({})));
    }));
  });
});
