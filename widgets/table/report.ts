import type { Figure } from '@/domain/figure';
import { missing } from '@/domain/measure';
import { createFormat } from '@/format/create-format';
import type { Block, BlockRow, Label } from '@/widget-kit/blocks';
import { GENERIC_MESSAGES } from '@/widget-kit/generic/messages';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { Cell, TableModel, TableRow } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi: { ...GENERIC_MESSAGES.vi, ...vi }, en: { ...GENERIC_MESSAGES.en, ...en } };

const [inVietnamese, inEnglish] = [createFormat('vi'), createFormat('en')];
/** Most rows of a document; the rest is said. */
const MOST = 500;

/** A personal value never stands in a document: it is hidden, and not missing. */
const hidden: Figure['measure'] = missing('hidden');

function cellOf(cell: Cell): BlockRow['cells'][number] {
  if (cell.kind === 'figure') return { figure: cell.figure };
  return { label: labelOf(cell) };
}
function labelOf(cell: Exclude<Cell, { readonly kind: 'figure' }>): Label {
  if (cell.kind === 'words') return cell.label;
  if (cell.kind === 'instant') return { literal: inVietnamese.dateTime(cell.at) };
  if (cell.kind === 'date') return { literal: inVietnamese.date(cell.date) };
  if (cell.kind === 'flag') return { key: cell.is ? 'yes' : 'no' };
  const reason = cell.kind === 'personal' && cell.value.kind !== 'missing' ? hidden : missing('not-available');
  return { text: { vi: inVietnamese.measure(reason, 'count', 0).full, en: inEnglish.measure(reason, 'count', 0).full } };
}

/** The rows in the order of the source, without a reader's filter. */
export function report(vm: TableModel): readonly Block[] {
  if (vm.fault) return [{ kind: 'note', label: vm.fault }];
  const row = ({ id, cells }: TableRow): BlockRow => ({ id, cells: cells.map(cellOf) });
  return [
    {
      kind: 'table',
      caption: { key: 'caption' },
      columns: vm.columns.map(({ id, label, align }) => ({ id, label, align })),
      rows: [...vm.rows.slice(0, MOST).map(row), ...(vm.total ? [{ ...row(vm.total), emphasis: 'total' as const }] : [])],
    },
    ...(vm.rows.length > MOST ? [{ kind: 'note' as const, label: { key: 'generic.left', params: { count: vm.rows.length - MOST } } }] : []),
  ];
}
