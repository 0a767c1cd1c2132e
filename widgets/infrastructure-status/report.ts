import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { InfrastructureVm, PartCounts, PartRow } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const text = (value: string | null): Label => ({ literal: value ?? '' });
const head = (id: string, align: BlockColumn['align'] = 'start'): BlockColumn => ({ id, label: label(`head.${id}`), align });

const counts = (of: 'hosts' | 'links', { all, up, down, over }: PartCounts): Block => ({
  kind: 'figure', label: label(`${of}.down`), figure: down,
  comparisons: [{ label: label('up'), figure: up }, { label: label('all'), figure: all }, { label: label('over'), figure: over }],
});
const table = (rows: readonly PartRow[]): Block => ({
  kind: 'table', caption: label('parts.caption'), columns: [head('name'), head('unit'), head('state'), head('down', 'end'), head('use', 'end')],
  rows: rows.map((row) => ({ id: `${row.slot}/${row.id}`, cells: [{ label: row.label }, { label: row.unit ?? text(null) }, { label: label(`state.${row.state}`) }, { figure: row.down }, { figure: row.use }] })),
});

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: InfrastructureVm): readonly Block[] {
  switch (content.kind) {
    case 'summary':
      return [
        counts('hosts', content.hosts), counts('links', content.links),
        { kind: 'figure', label: label('alerts'), figure: content.alerts, comparisons: [{ label: label('silenced'), figure: content.silenced }] },
        { kind: 'figure', label: label('problems'), figure: content.problems, comparisons: [{ label: label('lonely'), figure: content.lonely }] },
        ...(content.down ? [table(content.down)] : []),
      ];
    case 'parts': return [counts(content.of, content.counts), table(content.rows)];
    case 'alerts':
      return [
        { kind: 'figure', label: label('open'), figure: content.open, comparisons: [{ label: label('silenced'), figure: content.silenced }, { label: label('lonely'), figure: content.lonely }] },
        {
          kind: 'table', caption: label('alerts.caption'), columns: [head('severity'), head('title'), head('unit'), head('holder'), head('age', 'end')],
          rows: content.rows.map((row) => ({ id: row.id, cells: [{ label: label(`severity.${row.severity}`) }, { label: text(row.title) }, { label: row.unit ?? text(null) }, { label: row.silence ? label('silenced') : row.holder }, { figure: row.age }] })),
        },
      ];
    case 'environment':
      return content.sites.map((site) => ({
        kind: 'table', caption: site.label, columns: [head('metric'), head('value', 'end')],
        rows: site.metrics.map((metric) => ({ id: metric.id, cells: [{ label: metric.label }, { figure: metric.figure }] })),
      }));
  }
}
