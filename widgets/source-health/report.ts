import type { Block, BlockColumn, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { SourceHealthVm } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const head = (id: string, align: BlockColumn['align'] = 'end'): BlockColumn => ({ id, label: label(`head.${id}`), align });

/** Every source shown, with the same figures; a failure by its kind, since a report keeps no moment of reading. */
export function report({ rows, working, all, troubled, held }: SourceHealthVm): readonly Block[] {
  return [
    { kind: 'figure', label: label('working'), figure: working, comparisons: [{ label: label('all'), figure: all }, { label: label('troubled'), figure: troubled }, { label: label('held'), figure: held }] },
    {
      kind: 'table', caption: label('caption'), columns: [head('source', 'start'), head('state', 'start'), head('quiet'), head('latency'), head('datasets'), head('held')],
      rows: (rows ?? []).map((row) => ({
        id: row.id,
        cells: [{ label: { text: row.name } }, { label: label(`state.${row.state}`) }, { figure: row.quiet }, { figure: row.latency }, { figure: row.datasets }, { figure: row.held }],
      })),
    },
  ];
}
