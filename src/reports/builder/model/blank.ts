import type { Text } from '@/domain/text';
import type { ReportTemplate } from '../../template/template';

/** For whom and when a template is made where nothing else is said. */
export const USUAL: Pick<ReportTemplate, 'periods' | 'levels'> = { periods: { calendar: 'calendar', kinds: ['month', 'quarter', 'year'] }, levels: ['province', 'department', 'commune'] };

/** A new template: a letterhead, a first heading with words to write over, and what every report ends with. Passes as a document as it is. */
export function blankTemplate(title: Text, words: (key: string) => Text): ReportTemplate {
  return {
    title, ...USUAL, orientation: 'portrait',
    head: { kind: words('new.kind'), mark: 'BC', subject: title },
    blocks: [
      { kind: 'heading', id: 'heading', level: 1, text: words('new.heading') },
      { kind: 'paragraph', id: 'paragraph', text: words('new.paragraph') },
      { kind: 'missing-list', id: 'missing-list' },
      { kind: 'sources', id: 'sources' },
    ],
    tail: { recipients: [words('new.recipient'), words('new.archive')] },
  };
}
