import { describe, expect, it } from 'vitest';
import type { DocumentBlock, DocumentTable } from '../document/document';
import { runsText } from '../fields/render-fields';
import { cellText } from '../document/value-text';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import type { Asked } from '../testing/sample-frozen';
import type { TemplateBlock } from '../template/template';
import { compose, type ComposeInput } from './compose';

const both = (vi: string, en = vi) => ({ vi, en });
const documentOf = (blocks: readonly TemplateBlock[], asked: Asked = {}, more: Partial<ComposeInput> = {}) => compose(sampleCompose(sampleTemplate(blocks), asked, more));
const blocksOf = (blocks: readonly TemplateBlock[], asked: Asked = {}, more: Partial<ComposeInput> = {}): readonly DocumentBlock[] => documentOf(blocks, asked, more).sections[0]?.blocks ?? [];
const textOf = (block: DocumentBlock | undefined): string => (block?.kind === 'paragraph' ? runsText(block.runs) : block?.kind === 'list' ? block.items.map(runsText).join(' ') : block?.kind === 'heading' ? block.text : '');
const rowsOf = (block: DocumentBlock | undefined): readonly (readonly string[])[] => (block?.kind === 'table' ? block.rows.map((row) => row.cells.map((cell, at) => cellText(block, block.columns[at] ?? { unit: '' }, row, cell))) : []);

describe('a table of indicators', () => {
  it('says each unit once, signs its changes, and of which period a figure is where it is another', () => {
    const [table] = blocksOf([{ kind: 'indicators', id: 'i', indicators: ['exports', 'on-time-rate', 'budget-revenue', 'nobody'], columns: ['value', 'last-year', 'change-last-year', 'target', 'target-share', 'status'] }], {
      numbers: (_id, index, count) => (index === count - 1 ? 95 : 100),
    });
    expect(rowsOf(table)).toEqual([
      ['1', 'Kim ngạch xuất khẩu', 'triệu USD', '95,0', '100,0', '−5,0%', 'x', 'x', 'chưa có cơ sở đánh giá'],
      ['2', 'Tỷ lệ hồ sơ giải quyết trước và đúng hạn', '%', '95,0', '100,0', '−5,0 điểm phần trăm', '98,0', '−3,0 điểm phần trăm', 'cần theo dõi'],
      ['3', 'Thu ngân sách nhà nước trên địa bàn (10 tháng năm 2026)', 'tỷ đồng', '95', '100', '−5,0%', '26.500', '0,4%', 'chưa có cơ sở đánh giá'],
      ['4', '[không có chỉ tiêu “nobody”]', '', '', '', '', '', '', ''],
    ]);
    const cell = (table as DocumentTable).rows[0]?.cells[5];
    expect(cell).toMatchObject({ kind: 'value', value: { number: -5, decimals: 1, sources: ['s1'] } });
  });
});

describe('trend and ranking', () => {
  it('draw the same figures, a gap as a gap that is said', () => {
    const [chart] = blocksOf([{ kind: 'trend', id: 't', indicator: 'exports', form: 'line', periods: 3 }], { numbers: (_id, index, count) => (index === count - 2 ? null : index) });
    expect(chart).toMatchObject({ kind: 'chart', caption: 'Kim ngạch xuất khẩu', note: 'Chưa có số liệu: tháng 9 năm 2026.', spec: { kind: 'trend', unitLabel: 'triệu USD', categories: ['T8/2026', 'T9/2026', 'T10/2026'], series: [{ values: [22, null, 24], texts: ['22,0', '—', '24,0'] }] } });
  });
  it('rank the best first, equal ones alike, and nobody without a figure', () => {
    const asked: Asked = { numbers: () => 50 };
    const ranking = (form: 'table' | 'bars', limit?: number): readonly DocumentBlock[] => blocksOf([{ kind: 'ranking', id: 'r', indicator: 'on-time-rate', level: 'commune', form, ...(limit ? { limit } : {}) }], asked);
    const [table] = ranking('table', 2);
    expect(table).toMatchObject({ kind: 'table', unitLine: 'Đơn vị tính: %', notes: ['Còn 3 đơn vị khác không nêu trong bảng.'] });
    expect(rowsOf(table).map(([rank]) => rank)).toEqual(['1', '1']);
    expect(ranking('bars')[0]).toMatchObject({ kind: 'chart', spec: { kind: 'bars', horizontal: true, series: [{ values: [50, 50, 50, 50, 50] }] } });
    expect(textOf(blocksOf([{ kind: 'ranking', id: 'r', indicator: 'exports', level: 'commune', form: 'table' }], asked)[0])).toBe('Kim ngạch xuất khẩu: chưa có số liệu.');
  });
});

describe('what stands under conditions and repeats', () => {
  it('is there for its level, period and figure, and not else', () => {
    const note = (id: string, when: NonNullable<TemplateBlock['when']>): TemplateBlock => ({ kind: 'note', id, text: both(id), when });
    const blocks = [
      note('commune', { kind: 'level', levels: ['commune'] }), note('province', { kind: 'level', levels: ['province'] }), note('month', { kind: 'period', kinds: ['month'] }), note('year', { kind: 'period', kinds: ['year'] }),
      note('there', { kind: 'indicator', indicator: 'exports', is: 'present' }), note('gone', { kind: 'indicator', indicator: 'exports', is: 'missing' }), note('alarm', { kind: 'indicator', indicator: 'on-time-rate', is: 'attention' }),
    ];
    expect(blocksOf(blocks, { numbers: () => 80 }).map(textOf)).toEqual(['province', 'month', 'there', 'alarm']);
    expect(blocksOf(blocks, { numbers: () => null }).map(textOf)).toEqual(['province', 'month', 'gone']);
  });
  it('repeats once for each unit below, with ids of their own', () => {
    const blocks = blocksOf([{ kind: 'section', id: 's', repeat: { level: 'commune' }, blocks: [{ kind: 'paragraph', id: 'p', text: both('{{unit}}: {{on-time-rate}}') }, { kind: 'commentary', id: 'c', prompt: both('Nêu lý do'), required: false }] }], { numbers: () => 99 }, { commentary: { 'c@16681': 'Đã xử lý.' } });
    expect(blocks).toHaveLength(10);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(10);
    expect(blocks.map(textOf)).toEqual(expect.arrayContaining(['Phường Thành Vinh: 99,0%', 'Đã xử lý.', 'Nêu lý do']));
    expect(blocks.find(({ id }) => id === 'c@16681')).toMatchObject({ style: 'body' });
  });
  it('puts appendices behind, numbered and attached', () => {
    const template = sampleTemplate([
      { kind: 'appendix', id: 'a', title: both('Biểu số liệu'), orientation: 'landscape', blocks: [{ kind: 'note', id: 'n', text: both('trong phụ lục') }] },
      { kind: 'note', id: 'm', text: both('chính') }, { kind: 'appendix', id: 'b', title: both('Giải trình'), orientation: 'portrait', blocks: [] },
    ], { head: { kind: both('Báo cáo'), mark: 'BC', subject: both('x') } });
    const { sections } = compose(sampleCompose(template, { unit: '16681' }, { number: '12' }));
    expect(sections.map(({ id, appendix, orientation }) => [id, orientation, appendix?.label, appendix?.title])).toEqual([['main', 'portrait', undefined, undefined], ['a', 'landscape', 'Phụ lục I', 'BIỂU SỐ LIỆU'], ['b', 'portrait', 'Phụ lục II', 'GIẢI TRÌNH']]);
    expect(sections[1]?.appendix?.attachedTo).toBe('(Kèm theo Báo cáo số 12/BC-UBND ngày 21 tháng 11 năm 2026 của Ủy ban nhân dân phường Thành Vinh)');
    expect(sections[1]?.blocks.map(textOf)).toEqual(['trong phụ lục']);
  });
});

describe('what a person writes', () => {
  const commentary: TemplateBlock = { kind: 'commentary', id: 'c', prompt: both('Nêu khó khăn'), required: false };
  it('stands a paragraph a line, composed, without what nobody sees', () => {
    const blocks = blocksOf([commentary], {}, { commentary: { c: 'Một\u0000 dòng\u202e.\r\n\r\nHo\u0300a bình.' } });
    expect(blocks.map(textOf)).toEqual(['Một dòng.', 'Hòa bình.']);
  });
  it('is asked for until the document is issued', () => {
    expect(blocksOf([commentary])).toMatchObject([{ style: 'prompt' }]);
    expect(blocksOf([commentary], {}, { number: '12' })).toEqual([]);
    expect(blocksOf([{ ...commentary, required: true }], {}, { number: '12' })).toMatchObject([{ style: 'prompt' }]);
  });
});

describe('what closes a report', () => {
  const closing: readonly TemplateBlock[] = [{ kind: 'missing-list', id: 'm' }, { kind: 'sources', id: 's' }, { kind: 'paragraph', id: 'p', text: both('{{exports}}') }];
  it('names what is missing wherever it stands, and the sources with their standing', () => {
    const [missing, first, sources, line] = blocksOf(closing, { numbers: () => null });
    expect([missing, first].map(textOf)).toEqual(['Số liệu chưa có:', '- Kim ngạch xuất khẩu: chưa có số liệu.']);
    expect(textOf(sources)).toBe('Nguồn số liệu:');
    expect(textOf(line)).toMatch(/số liệu đến 08:44 21\/11\/2026; nhận lúc 08:45 21\/11\/2026; số liệu minh họa\.$/);
    expect(textOf(blocksOf(closing)[0])).toBe('Các số liệu theo mẫu đều đã có.');
  });
  it('says in a full sentence that a source did not answer', () => {
    const document = documentOf(closing, { data: () => null });
    expect(document.sources[0]).toMatchObject({ asOf: null, receivedAt: '', remark: expect.stringMatching(/\.$/) as string });
    expect(document.footer).toBe('Lập lúc 08:46 21/11/2026; số liệu minh họa');
    expect(documentOf(closing).footer).toBe('Số liệu đến 08:44 21/11/2026; lập lúc 08:46 21/11/2026; số liệu minh họa');
  });
});
