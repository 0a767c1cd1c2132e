import { ok } from '@/domain/result';
import { period } from '@/domain/period/text';
import type { ReportDocument } from '@/reports/document/document';
import { contentHash } from '@/reports/freeze/canonical';
import type { ReportTemplate } from '@/reports/template/template';
import type { Composers, Composition } from './composer';

/* For tests: a template of one commentary and the rows of one dataset, printed in the plainest way. */

export const OCTOBER = 'calendar:2026-10';
export const TEMPLATE: ReportTemplate = {
  title: { vi: 'Báo cáo thử', en: 'Test report' }, periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['department', 'commune'], orientation: 'portrait',
  regime: { levels: ['department'], kinds: ['month'], dueWorkingDays: 2 },
  blocks: [{ kind: 'commentary', id: 'words', prompt: { vi: 'Đánh giá', en: 'Words' }, required: true }],
};

/** Asks `dataset`; the document says what it was told, the words and the number. Required words that nobody wrote stop it. */
export const plainComposers = (dataset: string): Composers => ({
  read: () => ok(TEMPLATE),
  hash: contentHash,
  load: () => Promise.resolve({
    questions: () => [{ dataset, params: {} }],
    compose: documentOf,
    check: (_document, { commentary }) => (commentary['words'] ? [] : [{ severity: 'stop', code: 'commentary-empty', at: 'words', params: {} }]),
  }),
});

function documentOf({ frozen, commentary, number, at, author, reportId }: Composition): ReportDocument {
  const told = frozen.answers.map(({ answer, cause }) => (answer?.data.kind === 'events' ? answer.data.rows.map(({ values }) => Object.values(values).join(' ')).join('; ') : cause?.kind ?? ''));
  return {
    version: 1, language: 'vi', title: 'Báo cáo thử tháng 10 năm 2026', head: null, tail: null, sources: [], footer: '', watermark: null,
    properties: { author, organisation: '', createdAt: at, id: reportId },
    sections: [{ id: 'body', orientation: 'portrait', appendix: null, blocks: [
      { kind: 'paragraph', id: 'figures', style: 'body', runs: told.map((text) => ({ kind: 'text', text })) },
      { kind: 'paragraph', id: 'words', style: commentary['words'] ? 'body' : 'prompt', runs: [{ kind: 'text', text: `${commentary['words'] ?? ''} ${number}`.trim() }] },
    ] }],
  };
}

export const octoberOf = (unit: string) => ({ unit, period: period(OCTOBER) });
