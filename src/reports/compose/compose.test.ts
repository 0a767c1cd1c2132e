import { describe, expect, it } from 'vitest';
import { localDate, startOfDay } from '@/domain/civil';
import { createRegistry } from '@/widget-kit/registry';
import type { AnyWidget } from '@/widget-kit/widget';
import { contentHash } from '../freeze/canonical';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import { runsText } from '../fields/render-fields';
import type { DocumentBlock } from '../document/document';
import { compose } from './compose';
import { loadPaperWidgets } from './paper-widgets';

const both = (vi: string, en = vi) => ({ vi, en });
const registry = createRegistry(Object.values(import.meta.glob<AnyWidget>('/widgets/{indicator-card,indicator-trend,procedure-statistics}/index.ts', { import: 'default', eager: true })));
const textOf = (block: DocumentBlock | undefined): string => (block?.kind === 'paragraph' ? runsText(block.runs) : block?.kind === 'heading' ? block.text : '');
const first = (text: string, more: Parameters<typeof sampleCompose>[1] = {}): string => textOf(compose(sampleCompose(sampleTemplate([{ kind: 'paragraph', id: 'p', text: both(text) }]), more)).sections[0]?.blocks[0]);

describe('the letterhead of a report', () => {
  const template = sampleTemplate([], { head: { kind: both('Báo cáo'), mark: 'BC', subject: both('Tình hình {{period}}') }, tail: { recipients: [both('Như trên'), both('Lưu: VT.')] } });
  const of = (unit: string, more: Parameters<typeof sampleCompose>[2] = {}) => compose(sampleCompose(template, { unit }, more));

  it('is that of a commune below its province', () => {
    const { head, tail } = of('16681', { at: startOfDay(localDate('2026-02-05')), signer: 'Nguyễn Văn Sơn' });
    expect(head).toEqual({
      bodyAbove: null, body: 'ỦY BAN NHÂN DÂN PHƯỜNG THÀNH VINH', number: 'Số:         /BC-UBND', placeAndDate: 'Thành Vinh, ngày 05 tháng 02 năm 2026',
      kind: 'BÁO CÁO', subject: 'Tình hình tháng 10 năm 2026',
    });
    expect(tail).toEqual({ recipients: ['Như trên', 'Lưu: VT.'], signature: { authority: 'TM. ỦY BAN NHÂN DÂN', position: 'CHỦ TỊCH', name: 'Nguyễn Văn Sơn' } });
  });
  it('is that of an agency, at the seat of the province', () => {
    const { head, tail } = of('H41.04', { number: '163', at: startOfDay(localDate('2026-11-15')) });
    expect(head).toMatchObject({ bodyAbove: 'UBND TỈNH NGHỆ AN', body: 'SỞ TÀI CHÍNH', number: 'Số: 163/BC-STC', placeAndDate: 'Nghệ An, ngày 15 tháng 11 năm 2026' });
    expect(tail?.signature).toMatchObject({ authority: null, position: 'GIÁM ĐỐC' });
    expect(of('H41.06').head?.number).toBe('Số:         /BC-SNNMT');
  });
  it('of the province names nobody above', () => {
    expect(of('40', { number: '7/BC-UBND' }).head).toMatchObject({ bodyAbove: null, body: 'ỦY BAN NHÂN DÂN TỈNH NGHỆ AN', number: 'Số: 7/BC-UBND' });
  });
  it('is not there where the template has none', () => {
    expect(compose(sampleCompose(sampleTemplate([])))).toMatchObject({ head: null, tail: null, title: 'Báo cáo tháng 10 năm 2026' });
  });
});

describe('fields without figures', () => {
  it('stand as words do in a sentence', () => {
    expect(first('{{unit}} trong {{period}} ({{period.span}}), {{unit.upper}}.', { unit: '16681' })).toBe('Phường Thành Vinh trong tháng 10 năm 2026 (01/10 – 31/10), PHƯỜNG THÀNH VINH.');
    expect(first('Tại {{unit}}. {{period}} so với {{previous-period}}.', { unit: 'H41.04' })).toBe('Tại Sở Tài chính. Tháng 10 năm 2026 so với tháng 9 năm 2026.');
  });
});

describe('a widget in a report', () => {
  const template = sampleTemplate([
    { kind: 'widget', id: 'w', widget: 'indicator-card', widgetVersion: 1, options: { indicator: 'exports' } },
    { kind: 'widget', id: 'u', widget: 'nobody', widgetVersion: 1, options: {} },
    { kind: 'widget', id: 'bad', widget: 'indicator-card', widgetVersion: 1, options: { indicator: 7 } },
  ]);

  it('prints its figures as on screen, with unit, period and source; an unknown or badly set one says so', async () => {
    const widgets = await loadPaperWidgets(registry, template);
    const document = compose(sampleCompose(template, { widgets }));
    const [table, unknown, bad] = document.sections[0]?.blocks ?? [];
    expect(table).toMatchObject({ kind: 'table', id: 'w.1', unitLine: 'Đơn vị tính: triệu USD' });
    const cell = table?.kind === 'table' ? table.rows[0]?.cells[1] : undefined;
    expect(cell).toMatchObject({ kind: 'value', value: { text: '124,0', number: 124, decimals: 1, period: 'calendar:2026-10', orgUnit: '40', indicator: 'exports', sources: ['s1'] } });
    expect(textOf(unknown)).toContain('“nobody”');
    expect(textOf(bad)).toContain('“indicator-card”');
    expect(document.sources).toEqual([expect.objectContaining({ id: 's1', dataset: 'socio-economic-monthly', sample: true, remark: '' })]);
  });

  it('is made twice alike, plain, and has one hash', async () => {
    const widgets = await loadPaperWidgets(registry, template);
    const [once, twice] = [compose(sampleCompose(template, { widgets })), compose(sampleCompose(template, { widgets }))];
    expect(twice).toEqual(once);
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
    expect(await contentHash(once)).toBe(await contentHash(twice));
    expect(await contentHash({ ...once, title: 'x' })).not.toBe(await contentHash(once));
  });
});
