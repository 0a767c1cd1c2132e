import { describe, expect, it } from 'vitest';
import { createSSRApp, defineComponent, h, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { measured } from '@/domain/measure';
import { createUnitRegistry } from '@/domain/org-unit/registry';
import { period } from '@/domain/period/text';
import type { LocalDate } from '@/domain/time';
import { ISSUE_CODES } from '../checks/check-report';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import { PORTAL, type Portal } from '@/widget-kit/context';
import type { DocumentBlock } from '../document/document';
import { readReport } from '../register/parse-report';
import type { Duty, TemplateCard } from '../register/parse-report';
import { sampleDocument, sampleValue } from '../testing/sample-document';
import { checkText } from './check-text';
import { firstPeriod, firstUnit, periodsOffered } from './choose-report';
import { deedsOffered, markOf } from './deeds';
import DocumentView from './document/DocumentView.vue';
import { piecesOf } from './document/pieces';
import TableView from './document/TableView.vue';
import { dutyRows, owedPeriods } from './duties/duty-grid';
import RegisterTable from './list/RegisterTable.vue';
import { listPath, readFilters, writeFilters } from './list/register-filters';
import TemplateChoice from './new/TemplateChoice.vue';
import { hasWords } from './use-report-words';
import { aReport, NOW } from './report.fixture';
import DeedDialog from './report/DeedDialog.vue';

const LONG_AGO = '2000-01-01' as LocalDate;
const unit = (code: string, level: 'province' | 'commune', name: string, parent: string | null) =>
  ({ code, level, kind: level, name, fullName: name, parent, validFrom: LONG_AGO, validTo: null, predecessors: [] }) as const;
const built = createUnitRegistry([unit('40', 'province', 'Tỉnh Nghệ An', null), unit('16681', 'commune', 'Phường Thành Vinh', '40'), unit('16702', 'commune', 'Xã Anh Sơn', '40')]);
if (!built.ok) throw new Error('the units of this test are none');
const units = built.value;
const TODAY = '2026-11-22' as LocalDate;
const FORM: TemplateCard = {
  id: 'form-06', title: { vi: 'Biểu 06', en: 'Form 06' }, periods: { calendar: 'calendar', kinds: ['month', 'quarter'] }, levels: ['commune'], origin: 'pack',
  basis: { vi: 'Thông tư 01/2020', en: 'Circular 01/2020' }, regime: { levels: ['commune'], kinds: ['month'], dueWorkingDays: 2 },
};

async function shown(part: Component, props: object, language: Language = 'vi'): Promise<string> {
  const app = createSSRApp({ render: () => h(part, props) });
  const portal = { language, format: createFormat(language), now: NOW, province: { units, indicators: new Map() } } as unknown as Portal;
  app.provide(PORTAL, portal);
  app.component('RouterLink', defineComponent({ props: { to: { type: null, required: true } }, setup: (link, { slots }) => () => h('a', { href: String(link.to) }, slots['default']?.()) }));
  return (await renderToString(app)).replace(/<!--.*?-->/g, '').replace(/ data-v-\w+/g, '');
}
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
const report = readReport(aReport());
const prompts = report?.prompts ?? [];

describe('a report on paper', () => {
  it('says every figure of the tree, each a button that tells where it is from, and runs nothing of a drawing', async () => {
    const markup = await shown(DocumentView, { document: sampleDocument, prompts, written: {}, words: null });
    const text = textOf(markup);
    for (const part of ['ỦY BAN NHÂN DÂN XÃ ANH SƠN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', '2.415 hồ sơ', '98,57%', '18,5 tỷ đồng (ước tính)', 'Phụ lục II', 'Nơi nhận:', 'Lưu: VT, VP.', 'TM. ỦY BAN NHÂN DÂN', sampleDocument.footer]) expect(text).toContain(part);
    expect(markup).toMatch(/<th[^>]*colspan="4"[^>]*>\s*Số hồ sơ nhận giải quyết/);
    expect(markup).toContain('(11)');
    expect(markup).not.toContain('<rect');
    expect(markup).toContain('data:image/svg+xml');
    expect(markup).not.toContain('<textarea');
  });
  it('says a unit once: in the head of its column', async () => {
    const table = { kind: 'table', id: 't', caption: '', unitLine: '', notes: [], columns: [{ id: 'c', header: ['Tỷ trọng (%)'], number: '', align: 'end', width: 1, unit: '%' }], rows: [{ id: 'r', emphasis: null, cells: [{ kind: 'value', value: sampleValue(measured(86.8), 'percent', 1) }] }] };
    expect(textOf(await shown(TableView, { table, language: 'vi' }))).toBe('Tỷ trọng (%) 86,8');
  });
  it('has the place to write in where the prompt stands, with what is written now', async () => {
    const markup = await shown(DocumentView, { document: sampleDocument, prompts, written: {}, words: { comment: 'Thiếu máy quét.' } }, 'en');
    expect(markup).toMatch(/<label id="block-comment"[\s\S]*Name the difficulties[\s\S]*Thiếu máy quét\.<\/textarea>/);
    expect(textOf(markup)).not.toContain('Nêu khó khăn, vướng mắc và kiến nghị');
  });
  it('finds the words of each unit, however many lines they have', () => {
    const paragraph = (id: string, style: 'body' | 'prompt' = 'body'): DocumentBlock => ({ kind: 'paragraph', id, style, runs: [] });
    const blocks = [paragraph('comment@H41', 'prompt'), paragraph('comment@H41.05.1'), paragraph('comment@H41.05.2'), paragraph('comment.2'), paragraph('commentary')];
    expect(piecesOf(blocks, prompts, { 'comment@H41.05': 'a\nb' }).map((piece) => (piece.kind === 'words' ? [piece.id, piece.place.unit] : piece.id)))
      .toEqual([['comment@H41', 'H41'], ['comment@H41.05', 'H41.05'], 'comment.2', 'commentary']);
  });
});

describe('a new report', () => {
  it('begins with the last period that is over, or with the one the dashboard showed where the form knows it', () => {
    expect(firstPeriod(FORM, null, TODAY).code).toBe('2026-10');
    expect(firstPeriod(FORM, 'calendar:2026-Q3', TODAY).code).toBe('2026-Q3');
    expect(firstPeriod(FORM, 'calendar:2026-11', TODAY).code).toBe('2026-11');
    for (const other of ['administrative:2026-09', 'calendar:2026', 'calendar:2026-12', 'x']) expect(firstPeriod(FORM, other, TODAY).code).toBe('2026-10');
    expect(periodsOffered(FORM, 'month', TODAY).map(({ code }) => code).filter((_, at) => at < 2 || at === 24)).toEqual(['2026-10', '2026-09', '2026-11']);
  });
  it('is of the unit of the dashboard, else of one’s own, and never of one the form is not for', () => {
    const tree = units.treeAt(TODAY);
    expect(firstUnit(FORM, tree, '16702', ['16681'])).toBe('16702');
    expect(firstUnit(FORM, tree, '40', ['16681'])).toBe('16681');
    expect(firstUnit(FORM, tree, null, ['40'])).toBeNull();
  });
  it('offers forms with law and period', async () => {
    expect(textOf(await shown(TemplateChoice, { templates: [FORM], chosen: 'form-06' }))).toBe('Biểu 06 Tháng, Quý · Thông tư 01/2020');
    expect(textOf(await shown(TemplateChoice, { templates: [FORM], chosen: null }, 'en'))).toBe('Form 06 Month, Quarter · Circular 01/2020');
  });
});

describe('the register', () => {
  it('says each state by shape and word', async () => {
    const text = textOf(await shown(RegisterTable, { reports: [aReport(), aReport({ id: 'b'.repeat(16), state: 'returned' }), aReport({ id: 'c'.repeat(16), state: 'issued', number: '163/BC-UBND', version: 2 })] }));
    for (const part of ['◌ Bản nháp', '◆ Trả lại', '● Đã ban hành 163/BC-UBND', 'lần 2', 'Phường Thành Vinh Tháng 10 năm 2026']) expect(text).toContain(part);
  });
  it('is narrowed down by the address, and what is none of it narrows nothing', () => {
    const filters = readFilters({ of: '16681', in: 'calendar:2026-10', form: 'form-06', state: 'draft' });
    expect(listPath(filters)).toBe('/api/reports?unit=16681&period=calendar%3A2026-10&template=form-06&state=draft');
    expect(readFilters(writeFilters(filters))).toEqual(filters);
    expect(listPath(readFilters({ unit: '16681', in: 'soon', state: 'lost' }))).toBe('/api/reports');
    expect(readFilters(writeFilters(readFilters({ q: ' 163/BC ' }))).text).toBe('163/BC');
    expect(listPath(readFilters({ q: '163/BC' }), { after: '1.x', limit: 50 })).toBe('/api/reports?text=163%2FBC&after=1.x&limit=50');
  });
});

describe('what is done with a report', () => {
  it('is what the gateway offers; figures are taken anew by who may write', () => {
    expect(deedsOffered(['withdraw', 'edit', 'submit'])).toEqual(['submit', 'refresh', 'withdraw']);
    expect(deedsOffered(['return', 'issue'])).toEqual(['issue', 'return']);
    expect(deedsOffered([])).toEqual([]);
  });
  it('is asked with its number or reason', async () => {
    expect(markOf('Số:        /BC-UBND')).toBe('/BC-UBND');
    expect(textOf(await shown(DeedDialog, { deed: 'approve', own: true, mark: '', busy: false, problem: '' }))).toMatch(/không còn ai khác được duyệt.*Lý do/);
    expect(await shown(DeedDialog, { deed: 'issue', own: false, mark: '/BC-UBND', busy: false, problem: '' })).toMatch(/placeholder="163\/BC-UBND"[\s\S]*disabled/);
    expect(textOf(await shown(DeedDialog, { deed: 'return', own: false, mark: '', busy: false, problem: 'Lỗi' }, 'en'))).toMatch(/with the reason.*Reason Lỗi/);
  });
  it('names every check, and one nobody here knows instead of hiding it', () => {
    const said = (key: string, params: object = {}): string => `${key} ${JSON.stringify(params)}`;
    const names = { province: { datasets: new Map(), sources: new Map() }, format: createFormat('vi') };
    expect(checkText({ code: 'brand-new', params: { about: 'cột 3' } }, said, names)).toBe('check.other {"code":"brand-new","about":"cột 3"}');
    expect(checkText({ code: 'missing', params: { count: 2, of: 9, reason: 'not-yet' } }, said, names)).toBe('check.missing {"count":2,"of":9,"reason":"chưa đến kỳ công bố"}');
    expect(checkText({ code: 'period-running', params: { until: '2026-11-30' } }, said, names)).toBe('check.period-running {"until":"30/11/2026"}');
    expect(ISSUE_CODES.filter((code) => !hasWords(`check.${code}`))).toEqual([]);
  });
});

describe('what units owe', () => {
  const duty = (code: string, at: string, state: Duty['state']): Duty => ({ template: 'form-06', unit: code, period: at, due: NOW, state, report: null });
  it('stands by unit and period, who has most to do first; nothing owed is no fault', () => {
    const periods = owedPeriods(FORM, 'month', TODAY, 2);
    expect(periods).toEqual([period('calendar:2026-10'), period('calendar:2026-09')]);
    const duties = [duty('16681', 'calendar:2026-10', 'on-time'), duty('16702', 'calendar:2026-10', 'missing'), duty('16702', 'calendar:2026-09', 'late'), { ...duty('16681', 'calendar:2026-09', 'missing'), template: 'other' }];
    const rows = dutyRows(duties, 'form-06', periods, (code) => code, null);
    expect(rows.map(({ unit: code, duties: at }) => [code, ...at.map((one) => one?.state ?? null)])).toEqual([['16702', 'missing', 'late'], ['16681', 'on-time', null]]);
    expect(rows.map(({ tally }) => [tally['on-time'], tally.judged, tally.onTime])).toEqual([[0, 2, 0], [1, 1, 1]]);
    expect(dutyRows(duties, 'form-06', periods, (code) => code, 'late').map(({ unit: code }) => code)).toEqual(['16702']);
  });
});
