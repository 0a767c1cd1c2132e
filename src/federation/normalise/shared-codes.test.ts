import { describe, expect, it } from 'vitest';
import type { CodeList } from '@/domain/code-list';
import { createCube } from '@/domain/cube/create-cube';
import type { Events } from '@/domain/dataset';
import { inSharedCodes } from './shared-codes';

const label = (vi: string) => ({ vi, en: vi });
const FIELDS: CodeList = { id: 'fields', version: '1', name: label('Lĩnh vực'), owner: label('VP'), validFrom: '2025-01-01', validTo: null, normalise: 'none', codes: [{ code: 'DD', label: label('Đất đai') }, { code: 'HT', label: label('Hộ tịch') }] };
const AGENCIES: CodeList = { ...FIELDS, id: 'agencies', normalise: 'agency', codes: [{ code: 'H41.06', label: label('Sở Nông nghiệp và Môi trường') }] };
const codes = { lists: [FIELDS, AGENCIES], day: '2026-11-21' };

function cube(id: string, categories: readonly string[]) {
  const made = createCube([{ id, label: id, role: 'classification', categories: categories.map((code) => ({ code, label: `như nguồn ghi ${code}` })) }], categories.map((code, at) => [code, at + 1]));
  return made.ok ? made.value : expect.unreachable();
}
const labels = (data: ReturnType<typeof inSharedCodes>['data']) => (data.kind === 'cube' ? data.dimensions[0]?.categories.map((each) => [each.code, each.label]) : []);

describe('shared code lists', () => {
  it('name the categories; a code they do not know keeps its words, its figures and is counted', () => {
    const given = cube('field', ['HT', 'XX', 'DD']);
    const { data, notes } = inSharedCodes(given, { classification: 'public', codeLists: { field: 'fields' } }, codes);
    expect(labels(data)).toEqual([['HT', 'Hộ tịch'], ['XX', 'như nguồn ghi XX'], ['DD', 'Đất đai']]);
    expect(notes).toEqual([{ code: 'unknown-code', count: 1, example: 'XX' }]);
    expect(data.kind === 'cube' && [...data.values]).toEqual([1, 2, 3]);
  });

  it('write agency codes one way, and never make two figures one', () => {
    const { data } = inSharedCodes(cube('unit', ['000.00.06.H41', 'H41.06']), { classification: 'public', codeLists: { unit: 'agencies' } }, codes);
    expect(labels(data)?.map(([code]) => code)).toEqual(['000.00.06.H41', 'H41.06']);
  });

  it('name fields of rows, leave units as codes, and repeat nothing of somebody’s own', () => {
    const events: Events = { kind: 'events', fields: [{ id: 'field', type: 'text', personal: false }, { id: 'unit', type: 'text', personal: false }], rows: [{ id: '1', values: { field: 'DD', unit: '000.00.06.H41' } }, { id: '2', values: { field: 'ZZ', unit: null } }] };
    const { data, notes } = inSharedCodes(events, { classification: 'personal', codeLists: { field: 'fields', unit: 'agencies' } }, codes);
    expect(data.kind === 'events' && data.rows.map(({ values }) => values)).toEqual([{ field: 'Đất đai', unit: 'H41.06' }, { field: 'ZZ', unit: null }]);
    expect(notes).toEqual([{ code: 'unknown-code', count: 1 }]);
  });

  it('are not needed for the codes of agencies where units stand: both writings are one', () => {
    const scope = { classification: 'public', unitScope: { field: 'unit' } } as const;
    expect(labels(inSharedCodes(cube('unit', ['000.00.06.H41', '16681']), scope, { lists: [], day: '2026-11-21' }).data)?.map(([code]) => code)).toEqual(['H41.06', '16681']);
    const events: Events = { kind: 'events', fields: [{ id: 'unit', type: 'text', personal: false }], rows: [{ id: '1', values: { unit: '000.00.11.H41' } }] };
    const { data, notes } = inSharedCodes(events, scope, { lists: [], day: '2026-11-21' });
    expect([data.kind === 'events' && data.rows[0]?.values['unit'], notes]).toEqual(['H41.11', []]);
  });

  it('leave alone what names no list, and lists that are not in force', () => {
    const given = cube('field', ['DD']);
    expect(inSharedCodes(given, { classification: 'public' }, codes).data).toBe(given);
    expect(inSharedCodes(given, { classification: 'public', codeLists: { field: 'fields' } }, { ...codes, day: '2020-01-01' }).data).toBe(given);
  });
});
