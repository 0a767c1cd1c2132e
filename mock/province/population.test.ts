import { describe, expect, it } from 'vitest';
import { dayOf } from '../clock';
import { smallUnits } from '../small-province.fixture';
import { createPopulation } from './population';
import { readUnitBook } from './units';

describe('people by unit', () => {
  it.each(['nghe-an', 'ninh-binh'])('adds up to the province on both maps of %s', (province) => {
    const units = readUnitBook(province);
    const population = createPopulation(units, 1);
    for (const date of ['2025-06-30', '2025-07-01']) {
      const communes = units.eraAt(dayOf(date)).units.filter(({ level }) => level === 'commune');
      expect(communes.reduce((sum, unit) => sum + population.share(unit), 0)).toBeCloseTo(1, 9);
    }
    expect(population.of(units.root, 2025)).toBeGreaterThan(3_500_000);
  });

  it('gives a merged unit the people of its parts, and a department none', () => {
    const units = smallUnits();
    const population = createPopulation(units, 1);
    const before = units.eraAt(dayOf('2025-06-30'));
    const districts = before.units.filter(({ level }) => level === 'district');
    expect(districts.reduce((sum, unit) => sum + population.share(unit), 0)).toBeCloseTo(1, 9);
    expect(units.departments.map((unit) => population.of(unit, 2026))).toEqual([0, 0, 0]);
  });
});
