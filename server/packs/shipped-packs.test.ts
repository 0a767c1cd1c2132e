import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import { localDate } from '@/domain/civil';
import type { OrgUnit } from '@/domain/org-unit/types';
import { checkPack } from './check-pack';
import { composePack, packIds, readPackFiles } from './compose-pack';

const ROOT = fileURLToPath(new URL('../../public/provinces', import.meta.url));
const BEFORE = localDate('2025-06-30');
const AFTER = localDate('2025-07-01');

const read = async (id: string): Promise<Province> => {
  const { province, faults } = await checkPack(ROOT, id);
  if (!province) throw new Error(JSON.stringify(faults));
  return province;
};
const count = (units: readonly OrgUnit[], key: 'level' | 'kind'): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const unit of units) counts[unit[key]] = (counts[unit[key]] ?? 0) + 1;
  return counts;
};

describe('every shipped pack', async () => {
  it.each(await packIds(ROOT))('%s is read without a fault, as written and as sent', async (id) => {
    expect((await checkPack(ROOT, id)).faults).toEqual([]);
    const sent = parsePack((await composePack(ROOT, id)).files);
    expect(sent.faults).toEqual([]);
    expect(JSON.stringify(sent.province)).toBe(JSON.stringify(await read(id)));
  });

  it.each(await packIds(ROOT))('%s travels in the form that is read without a scan', async (id) => {
    for (const [file, text] of Object.entries((await composePack(ROOT, id)).files)) expect(JSON.stringify(JSON.parse(text)) === text, file).toBe(true);
  });

  it.each(await packIds(ROOT))('%s keeps its units within 12 kB on the wire', async (id) => {
    const { files } = await composePack(ROOT, id);
    expect(brotliCompressSync(files['units.json'] ?? '').length).toBeLessThan(12_000);
  });

  it.each(await packIds(ROOT))('%s says whose figures are samples', async (id) => {
    const { sampleData, sources, indicators } = await read(id);
    expect(sampleData).toBe(true);
    // How the portal itself fares is no sample.
    expect([...sources.values()].filter((source) => !source.sampleData).map(({ id: source }) => source)).toEqual(['portal']);
    for (const { targets } of indicators.values()) expect(targets.every((target) => target.basis === 'Kế hoạch mẫu')).toBe(true);
  });

  it('is written in composed letters', async () => {
    for (const id of await packIds(ROOT)) {
      for (const [file, text] of Object.entries(await readPackFiles(ROOT, id))) expect(text === text.normalize('NFC'), file).toBe(true);
    }
  });
});

describe('Nghệ An', () => {
  let province: Province;
  beforeAll(async () => void (province = await read('nghe-an')));

  it('had 20 districts and 412 communes, has 130 communes (119 xã, 11 phường)', () => {
    const before = province.units.treeAt(BEFORE);
    const after = province.units.treeAt(AFTER);
    expect(count(before.units, 'level')).toEqual({ province: 1, department: 20, district: 20, commune: 412 });
    expect(count(after.units, 'level')).toEqual({ province: 1, department: 20, commune: 130 });
    expect(count(after.units, 'kind')).toMatchObject({ commune: 119, ward: 11 });
    expect(province.units.changeDates).toEqual([AFTER]);
  });

  it('passes every old commune whole into one new one', () => {
    const after = province.units.treeAt(AFTER).units.filter((unit) => unit.level === 'commune');
    const relations = after.flatMap((unit) => unit.predecessors);
    expect(new Set(relations.map((each) => each.code)).size).toBe(412);
    expect(relations).toHaveLength(412);
    expect(relations.filter((each) => each.change === 'rename')).toHaveLength(9);
    expect(relations.some((each) => each.change === 'split')).toBe(false);
    expect(after.every((unit) => province.units.cover(unit, BEFORE).exact)).toBe(true);
  });

  it('places every unit of today', () => {
    for (const unit of province.units.treeAt(AFTER).units.filter((each) => each.level === 'commune')) {
      expect(unit.centre?.lon, unit.code).toBeGreaterThan(103.8);
      expect(unit.centre?.lon, unit.code).toBeLessThan(105.9);
      expect(unit.centre?.lat, unit.code).toBeGreaterThan(18.5);
      expect(unit.centre?.lat, unit.code).toBeLessThan(20.1);
    }
  });
});

describe('Ninh Bình', () => {
  let province: Province;
  beforeAll(async () => void (province = await read('ninh-binh')));

  it('is rooted in three provinces before the merger and in one after', () => {
    const before = province.units.treeAt(BEFORE);
    expect(before.roots.map((unit) => [unit.code, unit.name])).toEqual([['37', 'Ninh Bình'], ['35', 'Hà Nam'], ['36', 'Nam Định']]);
    const after = province.units.treeAt(AFTER);
    expect(after.roots.map((unit) => unit.predecessors.map((each) => `${each.code} ${each.change}`))).toEqual([['35 merge', '36 merge', '37 merge']]);
    expect(count(after.units, 'kind')).toMatchObject({ commune: 97, ward: 32, department: 20 });
  });

  it.each([['36', 'Nam Định', 9, 175, 57, 0], ['35', 'Hà Nam', 6, 98, 33, 10], ['37', 'Ninh Bình', 7, 125, 39, 2]] as const)(
    '%s %s: %i districts, %i communes → %i, %i of the ways by split', (code, _name, districts, communes, heirs, splits) => {
      const before = province.units.treeAt(BEFORE);
      const old = before.descendants(code);
      expect(count(old, 'level')).toEqual({ district: districts, commune: communes });
      const codes = new Set(old.map((unit) => unit.code));
      const after = province.units.treeAt(AFTER).units.filter((unit) => unit.level === 'commune' && unit.predecessors.some((each) => codes.has(each.code)));
      expect(after).toHaveLength(heirs);
      const relations = after.flatMap((unit) => unit.predecessors);
      expect(new Set(relations.map((each) => each.code))).toEqual(new Set(old.filter((unit) => unit.level === 'commune').map((unit) => unit.code)));
      expect(relations.filter((each) => each.change === 'split')).toHaveLength(splits);
      expect(after.every((unit) => province.units.cover(unit, BEFORE).exact)).toBe(splits === 0);
    });
});

describe('index 766', () => {
  it('adds up to 100 by block, by group and by component', async () => {
    const [table] = (await read('nghe-an')).indexTables;
    const scored = table?.components.filter((component) => component.maximum !== null) ?? [];
    const sum = (values: readonly { readonly maximum: number | null }[]): number => values.reduce((total, each) => total + (each.maximum ?? 0), 0);
    expect(table?.blocks.map((block) => [block.id, block.maximum])).toEqual([['CKMB', 18], ['TDGQ', 20], ['CLGQ', 12], ['TTTT', 10], ['MDSH', 22], ['MDHL', 18]]);
    expect(table?.groups.map((group) => group.maximum)).toEqual([18, 20, 22, 22, 18]);
    expect(sum(scored)).toBe(100);
    for (const block of table?.blocks ?? []) expect(sum(scored.filter((each) => each.block === block.id)), block.id).toBe(block.maximum);
    for (const group of table?.groups ?? []) expect(sum(scored.filter((each) => each.group === group.id)), group.id).toBe(group.maximum);
  });

  it('names a threshold that is not known instead of giving one', async () => {
    const [table] = (await read('nghe-an')).indexTables;
    for (const component of table?.components ?? []) {
      if (component.unverified?.includes('threshold')) expect(component, component.id).toMatchObject({ threshold: null, note: { vi: expect.any(String) } });
    }
    expect(table?.components.filter((component) => component.unverified).map((component) => component.id)).toEqual(['3', '3.5b', '3.6', '4.2b', '4.4', '4.5a', '4.5b']);
  });
});

describe('indicator cards', () => {
  it('stand one for each indicator of the first release, short enough for a tile, told in two languages', async () => {
    const { indicators } = await read('ninh-binh');
    expect([...indicators.keys()]).toHaveLength(35);
    for (const card of indicators.values()) {
      expect(card.definition.vi, card.id).not.toBe(card.definition.en);
      if (card.overUnits.kind === 'ratio') expect(card.formula, card.id).toBeDefined();
    }
  });
});
