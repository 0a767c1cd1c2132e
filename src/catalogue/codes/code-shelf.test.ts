import { describe, expect, it } from 'vitest';
import type { CodeList } from '@/domain/code-list';
import { codesMatching, shelfOf } from './code-shelf';

const label = (vi: string, en = vi) => ({ vi, en });
const list = (id: string, version: string, validFrom: string, validTo: string | null): CodeList =>
  ({ id, version, name: label(id), owner: label('VP'), validFrom, validTo, normalise: 'none', codes: [{ code: '4', label: label('Mức độ 4', 'Level 4') }, { code: 'toan-trinh', label: label('Toàn trình', 'In full') }] });
const LISTS = [list('level', '2011', '2011-06-13', '2022-08-15'), list('level', '2022', '2022-08-15', null), list('old', '1', '2010-01-01', '2020-01-01')];

describe('the shelf of shared lists', () => {
  it('opens each at the version in force, and says where none is', () => {
    expect(shelfOf(LISTS, '2026-11-21').map(({ id, current, inForce, versions }) => [id, current.version, inForce, versions.length])).toEqual([['level', '2022', true, 2], ['old', '1', false, 1]]);
    expect(shelfOf(LISTS, '2020-05-01')[0]?.current.version).toBe('2011');
  });

  it('is searched by code and by name, without accents', () => {
    const [first] = LISTS;
    if (!first) expect.unreachable();
    expect(codesMatching(first, 'TOAN TRINH').map(({ code }) => code)).toEqual(['toan-trinh']);
    expect(codesMatching(first, 'level').map(({ code }) => code)).toEqual(['4']);
    expect(codesMatching(first, ' ')).toHaveLength(2);
  });
});
