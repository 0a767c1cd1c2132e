import { describe, expect, it } from 'vitest';
import { STATUS_INDEX } from '@/domain/cube/cube';
import { valueOf } from '@/domain/measure';
import { sampleScope } from '@/widget-kit/testing/sample-province';
import type { Sample } from '@/widget-kit/widget';
import { model } from './model';
import { REGISTERS, VIEWS, type RegistersOptions } from './options';
import { report } from './report';
import { populationCube, samplesOf } from './sample';
import type { RegistersContent, RegisterVm } from './view-model';

type Given = Sample<RegistersOptions>['input'];
function input(view: RegistersOptions['view'], change: Partial<RegistersOptions> = {}, unit?: string): Given {
  const [normal] = samplesOf(view, change);
  if (!normal) throw new Error('no sample');
  return unit === undefined ? normal.input : { ...normal.input, scope: sampleScope({ unit }) };
}
function content<K extends RegistersContent['kind']>(kind: K, given: Given = input(kind)): Extract<RegistersContent, { kind: K }> {
  const found = model(given).content;
  if (found.kind !== kind) throw new Error(found.kind);
  return found as Extract<RegistersContent, { kind: K }>;
}
const one = (register: RegistersOptions['register'], unit?: string): RegisterVm => content('register', input('register', { register }, unit)).register;
const numbers = ({ parts }: RegisterVm) => Object.fromEntries(parts.map(({ id, figure }) => [id, valueOf(figure.measure)]));

describe('a register', () => {
  it('is the sum of its units, with its parts and its rate recomputed from the sums', () => {
    const register = one('population');
    expect(valueOf(register.headline.measure)).toBe(140_000);
    expect(valueOf(register.rate.measure)).toBeCloseTo(98);
    expect(numbers(register)).toMatchObject({ female: 70_000, 'age-16-59': 84_000, households: 35_000 });
    expect(register).toMatchObject({ period: { code: '2026-10' }, fields: { key: 'fields.population' } });
  });

  it('counts only the categories that are meant', () => {
    const firms = one('enterprises');
    expect(valueOf(firms.headline.measure)).toBe(72 * 15);
    expect(numbers(firms)).toMatchObject({ suspended: 14 * 15, dissolved: 9 * 15 });
    expect(valueOf(firms.rate.measure)).toBeCloseTo(72);
  });

  it('leaves out cells that do not apply: posts stand once a unit', () => {
    const register = one('officials', 'H41.06');
    expect(numbers(register)['posts']).toBe(60);
    expect(valueOf(register.headline.measure)).toBe(4 + 5 + 10 + 11 + 16 + 17);
  });

  it('compares with last year where the source has it, else with the month before, and only for the province', () => {
    expect(one('enterprises').change).toMatchObject({ against: 'last-year', base: { period: { code: '2025-10' } } });
    expect(one('population').change).toMatchObject({ against: 'previous', base: { period: { code: '2026-09' } } });
    expect(one('land').change).toBeNull();
    expect(one('population', '16681').change).toBeNull();
  });

  it('says how many communes have figures', () => {
    expect(one('population').coverage).toMatchObject({ present: { measure: { value: 5 } }, expected: { measure: { value: 5 } } });
    const given = input('register');
    const partial = { ...given, snapshots: { ...given.snapshots, population: { ...given.snapshots['population'], data: populationCube(['16681', '17464', '16732']) } } } as Given;
    expect(content('register', partial).register.coverage?.present.measure).toMatchObject({ value: 3 });
  });

  it('keeps hidden what is hidden: no sum tells it', () => {
    const given = input('register');
    const cube = populationCube();
    if (cube.kind !== 'cube') throw new Error('no cube');
    const [values, status] = [cube.values.slice(), cube.status.slice()];
    values[0] = NaN;
    status[0] = STATUS_INDEX.hidden;
    const held = { ...given, snapshots: { ...given.snapshots, population: { ...given.snapshots['population'], data: { ...cube, values, status } } } } as Given;
    const { register } = content('register', held);
    expect(register.headline.measure).toEqual({ kind: 'missing', reason: 'incomplete' });
    expect(register.coverage?.present.measure).toMatchObject({ value: 4 });
  });

  it('is empty for a unit it does not know', () => {
    expect(model(input('register', {}, 'H41.06')).empty).toBe(true);
    expect(model(input('register', { register: 'officials' }, 'H41.06')).empty).toBe(false);
  });
});

it('shows all five with owner and basic fields', () => {
  const { registers } = content('overview');
  expect(registers.map(({ id }) => id)).toEqual(REGISTERS);
  for (const register of registers) expect([register.owner?.vi, register.headline.measure.kind, register.rate.measure.kind]).toEqual(['UBND tỉnh Nghệ An', 'value', 'value']);
});

it('lists units, the largest first', () => {
  const { rows, total } = content('units');
  expect(rows.map(({ headline }) => valueOf(headline.measure))).toEqual([36_000, 32_000, 28_000, 24_000, 20_000]);
  expect(valueOf(total.measure)).toBe(140_000);
});

describe('every view of every register', () => {
  it.each(VIEWS)('%s stands every sample, is empty only where the source had nothing, and makes no zero of what is missing', (view) => {
    for (const register of REGISTERS) {
      for (const { name, input: given } of samplesOf(view, { register })) {
        const vm = model(given);
        expect(vm.empty, `${register} ${name}`).toBe(name === 'empty');
        const figures = report(vm).flatMap((block) => (block.kind === 'figure' ? [block.figure, ...block.comparisons.map(({ figure }) => figure)] : block.kind === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => ('figure' in cell ? [cell.figure] : []))) : []));
        if (name === 'missing') expect(figures.filter(({ measure }) => valueOf(measure) === 0)).toEqual([]);
        if (name === 'normal') expect(figures.length).toBeGreaterThan(0);
      }
    }
  });
});
