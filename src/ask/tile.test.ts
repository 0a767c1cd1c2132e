import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW } from '@/widget-kit/testing/sample-province';
import { shippedProvince } from './shipped-pack.fixture';
import { addressOfReading, tileOfReading } from './tile';
import { understand } from './understand';
import { vocabularyOf } from './vocabulary';

const province = shippedProvince();
function read(question: string) {
  const reading = understand(question, vocabularyOf(province), SAMPLE_NOW);
  if (reading.kind !== 'figure') throw new Error(`${question}: ${reading.why}`);
  return reading;
}
const tile = (question: string) => tileOfReading(read(question), province);

describe('the tile of a reading', () => {
  it.each([
    ['GRDP quý 3 so với cùng kỳ', 'indicator-card', { indicator: 'grdp-growth', compare: 'last-year' }],
    ['xuất khẩu tháng 10 so với tháng trước', 'indicator-card', { indicator: 'exports', compare: 'previous' }],
    ['xuất khẩu tháng 10', 'indicator-card', { compare: 'none' }],
    ['hồ sơ quá hạn theo tháng', 'indicator-trend', { indicator: 'overdue-dossiers' }],
    ['hồ sơ quá hạn theo sở', 'kpi-table', { dataset: 'procedure-by-unit', rows: 'unit', level: 'department', indicators: ['overdue-dossiers'] }],
    ['top 5 sở có hồ sơ quá hạn nhiều nhất', 'kpi-table', { order: 'largest-first', limit: 5 }],
    ['5 xã có tỷ lệ hồ sơ đúng hạn thấp nhất', 'kpi-table', { level: 'commune', order: 'worst-first', limit: 5 }],
  ])('%s', (question, widget, options) => {
    expect(tile(question)).toMatchObject({ widget, options });
  });
  it('keeps unit and period as scope of its own', () => {
    expect(tile('hồ sơ quá hạn Sở Y tế tháng 10')?.scope).toEqual({ unit: 'H41.11', period: 'calendar:2026-10' });
  });
  it('is none where no table of the pack has such rows; the page of the indicator ranks them', () => {
    expect(tile('tỷ lệ hộ nghèo theo xã năm 2025')).toBeNull();
    expect(addressOfReading(read('tỷ lệ hộ nghèo theo xã năm 2025'), province)).toEqual({ path: '/indicators/commune-poverty-rate', query: { period: 'calendar:2025' } });
  });
  it('has an address that says the unit where it is not the whole province', () => {
    expect(addressOfReading(read('hồ sơ quá hạn Sở Y tế tháng 10'), province).query).toEqual({ unit: 'H41.11', period: 'calendar:2026-10' });
  });
});
