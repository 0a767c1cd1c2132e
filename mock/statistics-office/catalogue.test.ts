import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import type { Cube } from '@/domain/cube/types';
import { INDICATOR_GROUPS, type Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { observation } from '@/domain/observation';
import { CONNECTORS } from '@/federation/connectors/registry';
import type { Params } from '@/federation/connector';
import { runJob } from '@/federation/worker/run-job';
import { NOW } from '../small-province.fixture';
import { createWorld } from '../world';
import { createStatisticsOffice } from './system';

const PACKS = fileURLToPath(new URL('../../public/provinces/', import.meta.url));
const filesOf = (folder: string, prefix = ''): Record<string, string> =>
  Object.fromEntries(readdirSync(`${PACKS}${folder}`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    .map((name) => [`${prefix}${name.replaceAll('\\', '/')}`, readFileSync(`${PACKS}${folder}/${name}`, 'utf8')]));

const TIMES: Readonly<Record<string, Params>> = {
  month: { from: 'calendar:2024-01', to: 'calendar:2026-11' }, quarter: { from: 'calendar:2024-Q1', to: 'calendar:2026-Q4' }, year: { from: 'calendar:2023', to: 'calendar:2026' },
};
const NEWEST: Readonly<Record<string, string>> = { month: '2026-10', quarter: '2026-Q3', year: '2025' };

let province: Province;
const cubes = new Map<string, Cube>();

/** The answer of the office to one question, read as the portal reads it. */
async function cubeOf(id: string): Promise<Cube> {
  const dataset = province.datasets.get(id);
  const connector = dataset && CONNECTORS.get(dataset.connector);
  if (!dataset || !connector || dataset.cadence.kind !== 'periodic') throw new Error(id);
  const params = TIMES[dataset.cadence.period] ?? {};
  const question = connector.plan(dataset, params);
  const reply = office.answer({ method: question.method, path: `/${question.path}`, query: new URLSearchParams(), body: question.body ?? '', now: NOW });
  const message = await runJob(1, { kind: 'read', dataset, params, bodies: [new Uint8Array(new TextEncoder().encode(reply.body))] });
  if (message.kind !== 'read' || !message.outcome.ok || message.outcome.value.data.kind !== 'cube') throw new Error(`${id}: ${JSON.stringify(message).slice(0, 400)}`);
  return message.outcome.value.data;
}
const office = createStatisticsOffice(createWorld({ province: 'nghe-an', seed: 7, now: NOW }));
const catalogue = (): Indicator[] => [...province.indicators.values()].filter(({ dataset }) => cubes.has(dataset));
const newest = (card: Indicator): string => `${card.calendar}:${NEWEST[card.periodKind] ?? ''}`;
const read = (id: string, period?: string): number | null => {
  const card = province.indicators.get(id);
  const cube = card && cubes.get(card.dataset);
  return card && cube ? valueOf(observation(card, cube, { unit: '40', period: period ?? newest(card) })) : null;
};

beforeAll(async () => {
  const { province: found, faults } = parsePack({ ...filesOf('nghe-an'), ...filesOf('base', 'base/') });
  if (!found || faults.some(({ file }) => /indicators|datasets/.test(file))) throw new Error(JSON.stringify(faults.slice(0, 5)));
  province = found;
  const ids = [...province.datasets.values()].filter(({ request }) => /\/[A-Z]{2,4}1\d\.px$/.test(String(request['path']))).map(({ id }) => id);
  for (const id of ids) cubes.set(id, await cubeOf(id));
}, 30_000);

describe('the catalogue of indicators of Nghệ An', () => {
  it('holds at least 300 cards, each in a field, every field with at least twelve', () => {
    expect(province.indicators.size).toBeGreaterThanOrEqual(300);
    const of = (group: string): number => [...province.indicators.values()].filter((card) => card.group === group).length;
    expect(Object.fromEntries(INDICATOR_GROUPS.map((group) => [group, of(group) >= 12]))).toEqual(Object.fromEntries(INDICATOR_GROUPS.map((group) => [group, true])));
    expect([...province.indicators.values()].filter(({ group }) => !group)).toEqual([]);
  });

  it('names each indicator once, in both languages', () => {
    for (const name of [(card: Indicator) => card.name.vi, (card: Indicator) => card.name.en, (card: Indicator) => card.shortName.vi, (card: Indicator) => card.definition.vi]) {
      const names = [...province.indicators.values()].map(name);
      expect(names.filter((each, at) => names.indexOf(each) !== at)).toEqual([]);
    }
  });

  it('says a formula wherever a card is a ratio', () => {
    expect([...province.indicators.values()].filter(({ overUnits, formula }) => overUnits.kind === 'ratio' && !formula).map(({ id }) => id)).toEqual([]);
  });

  it('is answered: every card has a figure for its newest published period', () => {
    const late = /^(?:pci|par|sipas|papi|dti|innovation)/;
    const without = catalogue().filter((card) => !late.test(card.id) || !NEWEST[card.periodKind]).filter((card) => read(card.id) === null);
    expect(without.map(({ id, dataset }) => `${dataset} ${id}`)).toEqual([]);
    expect(catalogue().length).toBeGreaterThanOrEqual(300);
  });

  it('keeps the year to date equal to the sum of what was published of its months', () => {
    const card = province.indicators.get('traffic-accidents');
    const cube = card && cubes.get(card.dataset);
    if (!card?.yearToDateMetric || !cube) throw new Error('no card');
    const at = (metric: string, month: number): number => valueOf(observation({ metric, overUnits: { kind: 'none' } }, cube, { period: `calendar:2025-${String(month).padStart(2, '0')}` })) ?? NaN;
    expect(at(card.yearToDateMetric, 12)).toBe(Array.from({ length: 12 }, (_, month) => at(card.metric, month + 1)).reduce((sum, part) => sum + part, 0));
  });

  it('agrees with itself: parts add up to totals, shares to a hundred', () => {
    const sum = (...ids: readonly string[]): number => ids.reduce((total, id) => total + (read(id) ?? NaN), 0);
    expect(sum('va-agriculture', 'va-industry', 'va-services', 'product-taxes')).toBe(read('grdp-current'));
    expect(sum('share-agriculture', 'share-industry', 'share-services', 'share-product-taxes')).toBeCloseTo(100, 6);
    expect(sum('expenditure-investment', 'expenditure-current', 'expenditure-other')).toBe(read('expenditure'));
    expect(sum('pupils-primary', 'pupils-lower-secondary', 'pupils-upper-secondary')).toBe(read('pupils-total'));
    expect(read('fish-caught') ?? NaN).toBeLessThan(read('fish-output') ?? NaN);
  });

  it('lets communes add up to the province, and a rate be made of its parts at every level', () => {
    const cube = cubes.get('labour-welfare-communes');
    const card = province.indicators.get('commune-poverty-rate');
    if (!cube || !card) throw new Error('no card');
    const communes = province.units.all.filter((unit) => unit.level === 'commune' && unit.validTo === null).map(({ code }) => code);
    const of = (metric: string, unit: string): number => valueOf(observation({ metric, overUnits: { kind: 'none' } }, cube, { unit, period: 'calendar:2025' })) ?? NaN;
    expect(communes).toHaveLength(130);
    expect(communes.reduce((sum, unit) => sum + of('commune-poor', unit), 0)).toBe(of('commune-poor', '40'));
    const rates = communes.map((unit) => valueOf(observation(card, cube, { unit, period: 'calendar:2025' })) ?? NaN);
    expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...rates)).toBeLessThan(60);
    expect(read('commune-grain')).toBe(read('grain-output'));
    expect(new Set(rates.map((rate) => rate.toFixed(2))).size).toBeGreaterThan(60);
  });
});
