import { err, ok } from '@/domain/result';
import { checkReport } from '@/reports/checks/check-report';
import { compose, type ComposeInput } from '@/reports/compose/compose';
import type { PaperWidgets } from '@/reports/compose/paper-widgets';
import { contentHash } from '@/reports/freeze/canonical';
import { questionsOf } from '@/reports/freeze/questions';
import { readTemplate } from '@/reports/template/schema';
import type { ReportTemplate } from '@/reports/template/template';
import type { Composers, Composition } from './composer';
import { widgetsOf } from './widget-shelf';

/** How templates become reports: what pages run too, on the widgets of the house. */
export const composers: Composers = {
  read: (raw) => {
    const read = readTemplate(raw);
    return read.ok ? ok(read.value.template) : err(read.error.map(({ code, pointer, expected }) => `${pointer} ${code}: ${expected}`).join('; '));
  },
  hash: contentHash,
  async load(template) {
    const widgets = await widgetsOf(template);
    return {
      questions: ({ province, at, ...target }) => questionsOf(template, target, province, widgets, at),
      compose: (composition) => compose(inputOf(template, widgets, composition)),
      check: (document, { frozen, province }) => checkReport(document, template, frozen, province),
    };
  },
};

const inputOf = (template: ReportTemplate, widgets: PaperWidgets, { number, ...composition }: Composition): ComposeInput => ({ ...composition, template, widgets, language: 'vi', number: number || null });
