import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { LgspContent, LgspVm } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const head = (id: string, key = id): BlockColumn => ({ id, label: label(key), align: id === 'name' || id === 'calls' ? 'start' : 'end' });

const summary = (content: Extract<LgspContent, { kind: 'summary' }>): readonly Block[] => [
  {
    kind: 'figure', label: label('requests.today'), figure: content.requests,
    comparisons: content.sameHours ? [
      { label: { key: 'sameHours.today', params: { hour: content.sameHours.until } }, figure: content.sameHours.today },
      { label: { key: 'sameHours.before', params: { hour: content.sameHours.until } }, figure: content.sameHours.before },
    ] : [],
  },
  { kind: 'figure', label: label('errorRate'), figure: content.errorRate, comparisons: [] },
  { kind: 'figure', label: label('p95'), figure: content.p95, comparisons: [] },
  { kind: 'figure', label: label('availability'), figure: content.availability, comparisons: [] },
  ...(content.worst ?? []).flatMap((row): Block[] => [{ kind: 'figure', label: row.label, figure: row.availability, comparisons: [{ label: label('errorRate'), figure: row.errorRate }] }]),
];

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: LgspVm): readonly Block[] {
  switch (content.kind) {
    case 'summary': return summary(content);
    case 'services':
      return [{
        kind: 'table', caption: label('services.caption'), columns: [head('name', 'service'), head('requests'), head('errorRate'), head('p95'), head('availability')],
        rows: content.rows.map((row) => ({ id: row.id, cells: [{ label: row.label }, { figure: row.requests }, { figure: row.errorRate }, { figure: row.p95 }, { figure: row.availability }] })),
      }];
    case 'callers':
      return [{
        kind: 'table', caption: label('callers.caption'), columns: [head('name', 'caller'), head('calls', 'service'), head('requests'), head('errorRate')],
        rows: content.rows.flatMap((row) => [
          { id: row.id, emphasis: 'group' as const, cells: [{ label: row.label }, { label: label('callers.all') }, { figure: row.requests }, { figure: row.errorRate }] },
          ...row.services.map((service) => ({ id: `${row.id}/${service.id}`, cells: [{ label: row.label }, { label: service.label }, { figure: service.requests }, { label: { literal: '' } }] })),
        ]),
      }];
    case 'trend':
      return [{
        kind: 'table', caption: label('trend.caption'), columns: [head('name', 'day'), head('requests'), head('errorRate'), head('p95'), head('availability')],
        rows: content.days.map((day) => ({
          id: day.day.code, cells: [{ label: { literal: day.day.start } }, { figure: day.requests }, { figure: day.errorRate }, { figure: day.p95 }, { figure: day.availability }],
        })),
      }];
  }
}
