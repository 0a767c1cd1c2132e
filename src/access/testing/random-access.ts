import * as fc from 'fast-check';
import type { AccessRules, Actor, Grant, Role } from '@/domain/access';
import { cubeOf } from '@/domain/cube/create-cube';
import type { Classification, Dataset, DatasetData } from '@/domain/dataset';

/* For tests: pretend roles, grants, datasets and answers in which every value can be told from every other. */

export const CLASSES: readonly Classification[] = ['public', 'internal', 'personal', 'restricted'];
const both = (text: string): { vi: string; en: string } => ({ vi: text, en: text });

export const role = (id: string, reads: Role['reads'], may: Role['may'] = []): Role => ({ id, name: both(id), reads, may, dashboards: '*' });
const ANONYMOUS = role('anonymous', [{ datasets: '*', classes: ['public'], units: 'all' }]);
const SCREEN = role('screen', [{ datasets: '*', classes: ['public', 'internal'], units: 'all' }]);
export const rulesOf = (roles: readonly Role[]): AccessRules => ({
  roles: new Map([...roles, ANONYMOUS, SCREEN].map((each) => [each.id, each])),
  claims: { roleClaim: 'r', roles: {}, unitClaim: 'u', nameClaim: 'n', titleClaim: 't' }, purposes: [],
});

const reads = fc.array(fc.record({
  datasets: fc.constantFrom<'*' | readonly string[]>('*', ['d'], ['other']),
  classes: fc.uniqueArray(fc.constantFrom(...CLASSES), { minLength: 1 }),
  units: fc.constantFrom('all' as const, 'own' as const),
}), { maxLength: 3 });
const oneRole = (id: string): fc.Arbitrary<Role> => fc.tuple(reads, fc.boolean()).map(([read, unmask]) => role(id, read, unmask ? ['unmask'] : []));
export const rules = fc.tuple(oneRole('a'), oneRole('b'), oneRole('c')).map(rulesOf);

/** Units of the sample province, one that has gone, one that never was. */
export const UNITS = ['40', 'H41.06', '16681', '16663', '16732', '17065', '412', '17080', '99999'] as const;
export const grants = fc.array(fc.record({ role: fc.constantFrom('a', 'b', 'c', 'nobody'), unit: fc.option(fc.constantFrom(...UNITS)) }), { maxLength: 4 });

export const person = (held: readonly Grant[], purposes: readonly string[] = []): Actor => ({
  kind: 'person', id: 'p1', name: 'Nguyễn Văn A', title: '', unit: null, session: 's1', grants: held,
  purposes: purposes.map((dataset) => ({ dataset, purpose: 'inspection', until: Number.MAX_SAFE_INTEGER as never })),
});

const FIELDS = ['f0', 'f1', 'f2'];
export const datasetOf = (parts: Partial<Dataset>): Dataset => ({
  id: 'd', source: 's', connector: 'rest-json', title: both('d'), description: both('d'), owner: both('o'), shape: 'events',
  cadence: { kind: 'interval', seconds: 60 }, classification: 'internal', parameters: [], request: {}, mapping: {}, ...parts,
});
export const datasets = fc.record({
  shape: fc.constantFrom('cube' as const, 'features' as const, 'events' as const),
  classification: fc.constantFrom(...CLASSES),
  fieldClasses: fc.dictionary(fc.constantFrom(...FIELDS), fc.constantFrom(...CLASSES)),
  unitScope: fc.option(fc.constantFrom({ field: 'unit' }, { parameter: 'unit' }, { parameter: 'unit', field: 'unit' }), { nil: undefined }),
}).map(({ unitScope, ...rest }) => datasetOf(unitScope ? { ...rest, unitScope } : rest));

/** One value of an answer: where it stands, and by what text it can be found. */
export interface Canary {
  readonly field: string;
  readonly personal: boolean;
  /** Null where the answer names no unit. */
  readonly unit: string | null;
  readonly text: string;
}
export interface Answered {
  readonly data: DatasetData;
  readonly canaries: readonly Canary[];
}

/** An answer to a dataset about the given units, one row, feature or slab a unit. */
export function answerOf(dataset: Dataset, units: readonly string[], personal: readonly boolean[]): Answered {
  const named = dataset.unitScope?.field !== undefined;
  const canaries = units.flatMap((unit, row) => FIELDS.map((field, at): Canary => ({
    field, personal: dataset.shape === 'events' && personal[at] === true, unit: named ? unit : null, text: String(710_000 + row * 10 + at),
  })));
  const valuesOf = (row: number): [string, string][] => FIELDS.map((field, at) => [field, `text ${canaries[row * FIELDS.length + at]?.text ?? ''}`]);
  switch (dataset.shape) {
    case 'events': return { canaries, data: {
      kind: 'events',
      fields: [...(named ? [{ id: 'unit', type: 'text' as const, personal: false }] : []), ...FIELDS.map((id, at) => ({ id, type: 'text' as const, personal: personal[at] === true }))],
      rows: units.map((unit, row) => ({ id: `r${row} ${valuesOf(row)[2]?.[1] ?? ''}`, values: Object.fromEntries([...(named ? [['unit', unit]] : []), ...valuesOf(row), ['stray', 'stray']]) })),
    } };
    case 'features': return { canaries, data: {
      kind: 'features', approximate: false,
      features: units.map((unit, row) => ({ id: `r${row}`, geometry: { type: 'Point', coordinates: [105, 19] }, properties: Object.fromEntries([...(named ? [['unit', unit]] : []), ...valuesOf(row)]) })),
    } };
    case 'cube': {
      const codes = named ? [...new Set(units)] : ['whole'].slice(0, units.length);
      const used = canaries.filter((_, at) => Math.floor(at / FIELDS.length) < codes.length).map((each, at) => ({ ...each, unit: named ? codes[Math.floor(at / FIELDS.length)] ?? null : null }));
      const dimensions = [
        { id: 'unit', label: 'u', role: named ? 'geo' as const : 'time' as const, categories: codes.map((code) => ({ code, label: code })) },
        { id: 'metric', label: 'm', role: 'metric' as const, categories: FIELDS.map((code) => ({ code, label: code })) },
      ];
      return { canaries: used, data: cubeOf(dimensions, { values: used.map((each) => Number(each.text)) }) };
    }
  }
}

/** Every text and number anywhere in a value, typed arrays included. */
export function scalarsOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, String);
  return Object.entries(value).flatMap(([key, child]) => [key, ...scalarsOf(child)]);
}
