import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import { setScenario } from '../e2e/support/gateway';
import { memoryStore, type MemoryStore } from '../../server/store/testing/memory-store';
import { askMeasures, resultOf, type Asked } from '../catalogue/ask-measures';
import { openHouse, type House } from '../catalogue/house';

/** What the systems of a province must at least be asked over. */
const PROTOCOLS = ['rest-json', 'rest-xml', 'json-stat', 'ckan', 'prometheus', 'zabbix', 'alertmanager', 'sql', 'clickhouse', 'table-file', 'wfs', 'ogc-features', 'arcgis-rest', 'inbox'];

let store: MemoryStore;
beforeAll(async () => { store = await memoryStore(); }, 60_000);
afterAll(() => store.close());

async function inHouse<T>(files: boolean, work: (house: House) => Promise<T>): Promise<T> {
  await store.reset();
  const house = await openHouse('nghe-an', { store, files });
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

describe('the catalogue of systems', () => {
  it('has a row for every system, each with its documents, owner, datasets and a measure that answers over its own protocol', async () => {
    const asked = await inHouse(true, ({ province, ask }) => askMeasures(province, ask, toInstant(Date.now())));
    expect(asked.flatMap(({ card, missing }) => (missing === null ? [] : [`${card.id}: ${missing}`]))).toEqual([]);
    expect(resultOf(asked)).toEqual({ systems: 151, measured: 151, missing: [] });
    expect([...new Set(asked.map(({ protocol }) => protocol))]).toEqual(expect.arrayContaining(PROTOCOLS));
    for (const { card, reading } of asked) {
      expect(card.documents.length, card.id).toBeGreaterThan(0);
      expect(card.datasets, card.id).toContain(card.measure.dataset);
      // Nothing that a system lives by is nought in the demonstration, but what is counted as trouble.
      if (card.measure.read.kind === 'cell') expect(reading?.measure.kind === 'value' && reading.measure.value, card.id).toBeGreaterThan(0);
    }
  }, 90_000);

  it('tells exactly the systems of a source that does not answer, and why', async () => {
    const asked = await inHouse(false, async ({ province, mockUrl, ask }) => {
      await setScenario(mockUrl, 'noc-zabbix', 'down');
      const near = new Map([...province.systems].filter(([, { measure }]) => /^noc-/.test(province.datasets.get(measure.dataset)?.source ?? '')));
      return askMeasures({ ...province, systems: near }, ask, toInstant(Date.now()));
    });
    const missing = asked.filter((one: Asked) => one.missing !== null);
    expect(missing.map(({ card }) => card.id).sort()).toEqual(['mang-lan', 'thiet-bi-dau-cuoi']);
    expect(missing.every((one) => one.source === 'noc-zabbix' && /NOC/.test(one.missing ?? ''))).toBe(true);
    expect(asked.length).toBeGreaterThan(missing.length + 10);
  }, 60_000);
});
