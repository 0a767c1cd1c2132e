import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import base from '../../public/provinces/base/indicators.json' with { type: 'json' };
import { model } from './model';
import { options } from './options';
import { report } from './report';
import { samplesOf } from './sample';
import { SECTOR_INDICATORS, SECTORS } from './sectors';

const catalogue = import.meta.glob<{ readonly indicators: readonly { readonly id: string; readonly levels: readonly string[]; readonly shortName: { readonly vi: string } }[] }>('/public/provinces/nghe-an/catalogue/indicators/*.json', { import: 'default', eager: true });
const vmOf = (name: string, change: Parameters<typeof samplesOf>[0] = {}) => {
  const found = samplesOf(change).find((sample) => sample.name === name);
  if (!found) throw new Error(name);
  return model(found.input);
};

describe('a sector', () => {
  it('has its headline in the order asked for, and the others with those that need somebody first', () => {
    const vm = vmOf('normal');
    expect(vm.headlines.map(({ id }) => id)).toEqual(['health-insurance-coverage', 'immunisation', 'health-records']);
    expect(vm.rows.map(({ id, figure }) => [id, figure.attention])).toEqual([['dengue-cases', 'watch'], ['hospital-visits', 'unknown'], ['bed-occupancy', 'good']]);
    expect(vm.needs).toEqual({ act: 1, watch: 2, judged: 5, all: 6 });
    expect(vm.attention).toBe('act');
  });

  it('reads every card at its own newest period, with target and trend', () => {
    const vm = vmOf('normal');
    expect(vm.headlines.map(({ target }) => valueOf(target?.measure))).toEqual([95, 95, 90]);
    expect(new Set([...vm.headlines, ...vm.rows].map(({ figure }) => figure.period?.kind))).toEqual(new Set(['year', 'month']));
    expect(vm.trend?.id).toBe('health-insurance-coverage');
    // More is no better where the direction is not upwards.
    expect(vm.rows.every(({ progress }) => progress === null)).toBe(true);
  });

  it('draws what adds up from January within one year: its turn is no fall', () => {
    const [yearToDate] = samplesOf({ indicators: ['budget-revenue'] }).map(({ input }) => model(input));
    expect(new Set(yearToDate?.headlines[0]?.series.map(({ period }) => period?.year))).toEqual(new Set([2026]));
  });

  it('ranks communes of the map of that period, those that need most first, and leaves out who has no figure', () => {
    const { ranking } = vmOf('normal');
    expect(ranking?.units.map(({ unit, figure }) => [unit, valueOf(figure.measure), figure.attention])).toEqual([['16732', 84.8, 'act'], ['17464', 91.4, 'watch'], ['17035', 93.9, 'watch'], ['16681', 96.2, 'good']]);
    expect(vmOf('missing').ranking).toBeNull();
  });

  it('names what the pack does not know and goes on with the rest', () => {
    const vm = vmOf('normal', { indicators: ['nobody', 'immunisation'] });
    expect([vm.unknown, vm.headlines.map(({ id }) => id)]).toEqual([['nobody'], ['immunisation']]);
    expect(vmOf('normal', { indicators: ['nobody'] })).toMatchObject({ empty: false, headlines: [], unknown: ['nobody'] });
  });

  it('is missing and not zero where nothing came, and empty only where every source said so', () => {
    expect([vmOf('empty').empty, vmOf('missing').empty]).toEqual([true, false]);
    expect([...vmOf('missing').headlines, ...vmOf('missing').rows].every(({ figure }) => figure.measure.kind === 'missing')).toBe(true);
    // Nothing judged is not the same as nothing wrong.
    expect(vmOf('missing')).toMatchObject({ attention: 'unknown', needs: { act: 0, watch: 0, judged: 0, all: 6 } });
  });

  it('reports every indicator it shows and every commune it ranks', () => {
    const vm = vmOf('normal');
    const tables = report(vm).flatMap((block) => (block.kind === 'table' ? [block.rows.map(({ id }) => id)] : []));
    expect(tables).toEqual([[...vm.headlines, ...vm.rows].map(({ id }) => id), vm.ranking?.units.map(({ unit }) => unit)]);
  });
});

describe('the seven sectors', () => {
  const cards = new Map([...base.indicators, ...Object.values(catalogue).flatMap(({ indicators }) => indicators)].map((card) => [card.id, card]));

  it.each(SECTORS)('%s begins with cards a full catalogue holds, each once, at most one of them by commune', (sector) => {
    const ids = SECTOR_INDICATORS[sector];
    expect(ids.filter((id) => !cards.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => cards.get(id)?.levels.includes('commune')).length).toBeLessThanOrEqual(1);
    expect(ids.length).toBeGreaterThanOrEqual(6);
  });

  it('are chosen by name, with indicators of one’s own in their place', () => {
    expect(options.schema.safeParse({ sector: 'tourism' }).data).toEqual({ sector: 'tourism', indicators: [], headlines: 3 });
    expect(options.schema.safeParse({ sector: 'weather' }).success).toBe(false);
  });
});
