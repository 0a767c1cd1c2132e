import { describe, expect, it } from 'vitest';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { DocumentTable } from '../document/document';
import { compose } from '../compose/compose';
import { sampleForm06 } from '../testing/sample-document';
import { sampleCompose, sampleTemplate } from '../testing/sample-frozen';
import type { Asked } from '../testing/sample-frozen';
import type { ReportTemplate } from '../template/template';
import { checkReport } from './check-report';

const both = (vi: string) => ({ vi, en: vi });
const issuesOf = (template: ReportTemplate, asked: Asked = {}, commentary: Readonly<Record<string, string>> = {}): readonly string[] => {
  const input = sampleCompose(template, asked, { commentary });
  return checkReport(compose(input), template, input.frozen, sampleProvince()).map(({ severity, code, at }) => `${severity} ${code} ${at ?? '-'}`);
};
const figure = sampleTemplate([{ kind: 'paragraph', id: 'p', text: both('{{exports}}') }]);

describe('what is looked at before a report is issued', () => {
  it('is nothing where all is well', () => {
    expect(issuesOf(figure)).toEqual([]);
  });
  it('are holes, failed sources and a period that still runs', () => {
    expect(issuesOf(figure, { numbers: () => null })).toEqual(['warn missing p']);
    expect(issuesOf(figure, { data: () => null })).toEqual(['warn missing p', 'warn source-failed -']);
    expect(issuesOf(figure, { period: 'calendar:2026-11' })).toEqual(['warn period-running -']);
  });
  it('are words that somebody still owes, before anything else', () => {
    const template = sampleTemplate([{ kind: 'commentary', id: 'a', prompt: both('Nêu'), required: false }, { kind: 'commentary', id: 'b', prompt: both('Nêu'), required: true }], { tail: { recipients: [] } });
    expect(issuesOf(template)).toEqual(['stop commentary-required b', 'warn commentary-empty a', 'warn no-signer -']);
    expect(issuesOf(template, {}, { a: 'Có.', b: 'Không.' })).toEqual(['warn no-signer -']);
  });
  it('are indicators and fields that nobody knows, wherever they stand', () => {
    const inside = sampleTemplate([{ kind: 'section', id: 's', blocks: [{ kind: 'indicators', id: 'i', indicators: ['nobody'], columns: ['value'] }, { kind: 'note', id: 'n', text: both('{{exports|||loud}}'), when: { kind: 'indicator', indicator: 'unheard', is: 'missing' } }] }]);
    expect(issuesOf(inside)).toEqual(['stop unknown-indicator i', 'stop unknown-indicator n', 'stop bad-field n']);
  });
  it('are columns of Form 06 that do not agree, and its total', () => {
    const input = sampleCompose(figure);
    const document = compose(input);
    const check = (table: DocumentTable) => checkReport({ ...document, sections: [{ id: 'm', orientation: 'portrait', appendix: null, blocks: [table] }] }, figure, input.frozen, sampleProvince())
      .filter(({ code }) => code === 'form-06').map(({ params }) => `${params['row']} ${params['rule']}`);
    expect(check(sampleForm06)).toEqual([]);
    const broken: DocumentTable = {
      ...sampleForm06,
      rows: sampleForm06.rows.map((row) => (row.id !== 'total' ? row : { ...row, cells: row.cells.map((cell, at) => (at === 2 && cell.kind === 'value' ? { kind: 'value', value: { ...cell.value, number: (cell.value.number ?? 0) + 1 } } : cell)) })),
    };
    expect(check(broken)).toEqual(['Tổng cộng 1=2+3+4', 'Tổng cộng 1=5+9', 'Tổng cộng (1)=Σ']);
  });
});
