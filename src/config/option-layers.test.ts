import fc from 'fast-check';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/domain/dataset';
import { layeredOptions, OPTION_LAYERS, readLayered, type OptionLayer } from './option-layers';

const names = fc.constantFrom('view', 'limit', 'compare', 'toString', 'hasOwnProperty');
const options = fc.dictionary(names, fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer(), { maxLength: 3 }))) as fc.Arbitrary<{ [option: string]: Json }>;
const layers: fc.Arbitrary<OptionLayer[]> = fc.array(fc.record({ layer: fc.constantFrom(...OPTION_LAYERS), options }), { maxLength: 6 });

describe('layers of options', () => {
  it('the highest that names an option says it, and it alone', () => {
    fc.assert(fc.property(layers, options, (all, own) => {
      const { options: merged, spokenBy } = layeredOptions(all, own);
      const said = [...all].sort((a, b) => OPTION_LAYERS.indexOf(a.layer) - OPTION_LAYERS.indexOf(b.layer)).map(({ layer, options: each }) => ({ by: layer as string, each }));
      for (const name of new Set([...said.flatMap(({ each }) => Object.keys(each)), ...Object.keys(own)])) {
        const last = [...said, { by: 'tile', each: own }].findLast(({ each }) => Object.hasOwn(each, name));
        expect([merged[name], spokenBy[name]]).toEqual([last?.each[name], last?.by]);
      }
      expect(Object.keys(merged)).toEqual(Object.keys(spokenBy));
    }));
  });
  it('saying what already holds changes nothing, and what is in no layer is said by nobody', () => {
    fc.assert(fc.property(layers, options, (all, own) => {
      const once = layeredOptions(all, own);
      expect(layeredOptions(all, once.options).options).toEqual(once.options);
      expect(layeredOptions([], own).options).toEqual(Object.fromEntries(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1))));
      expect(layeredOptions([], null)).toEqual({ options: {}, spokenBy: {} });
    }));
  });
  it('puts the value of a variable in place of its name, whole values only', () => {
    const own = { sector: '$field', text: 'giá $field', list: ['$field', '$other'], where: { kind: '$field' } };
    expect(layeredOptions([], own, { field: 'health' }).options).toEqual({ sector: 'health', text: 'giá $field', list: ['health', '$other'], where: { kind: 'health' } });
  });
});

describe('options of a tile as its widget reads them', () => {
  const schema = z.strictObject({ view: z._default(z.enum(['a', 'b']), 'a'), limit: z._default(z.int().check(z.gte(1), z.lte(9)), 5) });
  const widget = { version: 2, options: { schema, migrate: (saved: unknown, from: number) => (from === 1 ? { limit: 3 } : saved) } };
  const tile = (own: object, widgetVersion = 2) => ({ options: own, widgetVersion });
  it('have its defaults below, and are migrated before they are laid over the layers', () => {
    expect(readLayered(widget, [{ layer: 'unit', options: { limit: 7 } }], tile({}))).toMatchObject({ parsed: { view: 'a', limit: 7 }, spokenBy: { limit: 'unit' } });
    expect(readLayered(widget, [{ layer: 'unit', options: { limit: 7 } }], tile({ rows: 1 }, 1))).toMatchObject({ parsed: { limit: 3 }, spokenBy: { limit: 'tile' } });
  });
  it('pass over what a layer says badly, and never over what the tile does', () => {
    const bad: OptionLayer[] = [{ layer: 'national', options: { view: 'b' } }, { layer: 'person', options: { limit: 99, colour: 'red' } }];
    expect(readLayered(widget, bad, tile({}))).toMatchObject({ parsed: { view: 'b', limit: 5 }, spokenBy: { view: 'national' } });
    expect(readLayered(widget, bad, tile({ limit: 0 }))).toMatchObject({ issue: { path: ['limit'] } });
    const silent = { version: 1, options: { migrate: (saved: unknown) => saved, schema: { safeParse: (raw: unknown) => (JSON.stringify(raw) === '{}' ? { success: true as const, data: 'fine' } : { success: false as const, error: { issues: [{ path: [], message: 'no' }] } }) } } };
    expect(readLayered(silent, bad, tile({}))).toMatchObject({ parsed: 'fine', spokenBy: {} });
    expect(readLayered(widget, [], { options: null, widgetVersion: 2 })).toHaveProperty('issue');
  });
});
