import { describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import { revisedFigures, type NoticedRevision } from './revisions';

const province = sampleProvince();
const [card] = province.indicators.values();
const revision = (at: NoticedRevision['at'], before: number, after: number): NoticedRevision =>
  ({ at, before: { value: before, status: 'estimated' }, after: { value: after, status: 'official' }, noticedAt: toInstant(1_000) });

describe('corrections of an indicator', () => {
  if (!card) return;

  it('of a table without units are the province’s, with the period they are of', () => {
    const [found] = revisedFigures(card, [revision({ time: 'calendar:2026-09' }, 31, 35)], province.unit, province);
    expect(found).toMatchObject({ corrected: true, before: { measure: { value: 31, status: 'estimated' }, orgUnit: province.unit, period: { kind: 'month' } }, after: { measure: { value: 35, status: 'official' } } });
    expect(revisedFigures(card, [revision({ time: 'calendar:2026-09' }, 31, 35)], '16681', province)).toEqual([]);
  });

  it('of a table with units are that unit’s alone; made final is not corrected', () => {
    const commune = province.units.all.find(({ level }) => level === 'commune')?.code ?? '';
    const given = [revision({ time: 'calendar:2026-09', unit: commune }, 5, 5)];
    expect(revisedFigures(card, given, commune, province)).toMatchObject([{ corrected: false, after: { orgUnit: commune } }]);
    expect(revisedFigures(card, given, province.unit, province)).toEqual([]);
  });
});
