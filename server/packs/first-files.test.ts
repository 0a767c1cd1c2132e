import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Province } from '@/config/province';
import { localDate } from '@/domain/civil';
import { checkPack } from './check-pack';

const ROOT = fileURLToPath(new URL('../../test/upgrade/config-v1', import.meta.url));
const raw = (file: string): { [field: string]: { readonly id: string }[] } => JSON.parse(readFileSync(`${ROOT}/${file}`, 'utf8'));
const ids = (list: readonly { readonly id: string }[] | undefined): string[] => (list ?? []).map((each) => each.id);

describe('configuration files of the first version', () => {
  let province: Province | null = null;
  let faults: readonly unknown[] = [];
  beforeAll(async () => {
    ({ province, faults } = await checkPack(ROOT, 'nghe-an'));
  });

  it('are read without a fault', () => {
    expect(faults).toEqual([]);
    expect(province).toMatchObject({ id: 'nghe-an', name: { vi: 'Nghệ An', en: 'Nghe An' }, unit: '40', agency: 'H41', sampleData: true });
    expect(province?.defaults).toEqual({ dashboard: 'leaders', calendar: 'calendar', periodKind: 'month', theme: 'light' });
  });

  it('keep every unit and its history', () => {
    expect(province?.units.all).toHaveLength(583);
    expect(province?.units.changeDates).toEqual(['2025-07-01']);
    expect(province?.units.resolve('16681', localDate('2025-06-30'))?.fullName).not.toBe(province?.units.resolve('16681', localDate('2025-07-01'))?.fullName);
    expect(province?.units.resolve('16681', localDate('2025-07-01'))).toMatchObject({ fullName: 'Phường Thành Vinh', parent: '40', level: 'commune' });
  });

  it('keep every source, dataset and card', () => {
    expect([...(province?.sources.keys() ?? [])]).toEqual(ids(raw('base/sources.json')['sources']));
    expect([...(province?.datasets.keys() ?? [])]).toEqual(ids(raw('base/datasets.json')['datasets']));
    expect([...(province?.indicators.keys() ?? [])]).toEqual(ids(raw('base/indicators.json')['indicators']));
    for (const [file, field, held] of [['sources', 'sources', province?.sources], ['datasets', 'datasets', province?.datasets]] as const) {
      for (const each of raw(`base/${file}.json`)[field] ?? []) expect(held?.get(each.id), each.id).toEqual(each);
    }
    expect(province?.indicators.get('budget-revenue')?.targets).toContainEqual({ period: 'calendar:2026', value: 23_600, basis: 'Kế hoạch mẫu' });
  });

  it('keep the index table, the form and every tile', () => {
    expect(province?.indexTables).toEqual(raw('base/index-766.json')['tables']);
    expect(province?.dossierStates.states).toEqual(raw('base/form-06.json')['states']);
    for (const dashboard of province?.dashboards ?? []) {
      expect(dashboard.tiles, dashboard.id).toEqual(raw(`base/dashboards/${dashboard.id}.json`)['tiles']);
    }
    expect(province?.dashboards.map((each) => each.id)).toEqual(['leaders', 'department', 'operations', 'commune']);
  });
});
