import type { Figure } from '@/domain/figure';
import type { Block, BlockColumn, BlockRow, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import { FORM_COLUMNS, type FormContent, type FormRow, type ProcedureVm, type RowsContent, type StatRow } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const column = (id: string, key = `column.${id}`): BlockColumn => ({ id, label: label(key), align: 'end' });

function rowsTable(content: RowsContent): Block {
  const cells = (row: StatRow): BlockRow['cells'] =>
    [{ label: row.label }, ...[row.received, row.settled, row.onTime, row.overdue].map((figure) => ({ figure }))];
  return {
    kind: 'table', caption: label('rows.title'),
    columns: [
      { id: content.of, label: label(`column.${content.of}`), align: 'start' },
      column('received', 'column.received.long'), column('settled', 'column.settled.long'), column('onTime', 'column.onTime.long'), column('overdue', 'column.overdue.long'),
    ],
    rows: [...content.rows.map((row) => ({ id: row.id, cells: cells(row) })), { id: 'total', emphasis: 'total', cells: cells(content.total) }],
  };
}

/** Headers above a column of the form, outermost first (Thông tư 01/2020/TT-VPCP). */
export function headersAbove(name: (typeof FORM_COLUMNS)[number]): readonly Label[] {
  const group = name.startsWith('pending') ? 'pending' : name.startsWith('settled') ? 'settled' : 'received';
  return name === group ? [label(`form.group.${group}`)] : [label(`form.group.${group}`), label('form.ofWhich')];
}

function formTable(content: FormContent): readonly Block[] {
  const figures = (row: FormRow): BlockRow['cells'] => row.cells.map((figure: Figure) => ({ figure }));
  const rows = content.groups.flatMap((group): BlockRow[] => [
    { id: group.level, emphasis: 'group', cells: [{ label: { literal: '' } }, { label: group.label }, ...figures(group.total)] },
    ...group.rows.map((row, at) => ({ id: row.id, cells: [{ label: { literal: String(at + 1) } }, { label: row.label }, ...figures(row)] })),
  ]);
  return [
    {
      kind: 'table', caption: label('form.title'),
      columns: [
        { id: 'index', label: label('form.index'), align: 'start' },
        { id: 'unit', label: label('form.unit'), align: 'start' },
        ...FORM_COLUMNS.map((name, at): BlockColumn => ({ id: name, label: label(`form.${name}`), above: headersAbove(name), align: 'end', number: `(${at + 1})` })),
      ],
      rows: [...rows, { id: 'total', emphasis: 'total', cells: [{ label: { literal: '' } }, { label: content.total.label }, ...figures(content.total)] }],
    },
    ...(content.faults.length > 0 ? [{ kind: 'note', label: { key: 'fault.note', params: { count: content.faults.length } } } as const] : []),
  ];
}

/** The same figures as on screen, whole: a report has no "còn N". */
export function report(vm: ProcedureVm): readonly Block[] {
  const { content } = vm;
  switch (content.kind) {
    case 'rows':
      return [rowsTable(content)];
    case 'form-06':
      return formTable(content);
    case 'totals':
      return content.figures.map((big) => ({ kind: 'figure', label: big.label, figure: big.figure, comparisons: [{ label: label('compare.last-year'), figure: big.lastYear }] }));
    case 'channels':
      return [{
        kind: 'table', caption: label('channels.title'),
        columns: [{ id: 'channel', label: label('channels.title'), align: 'start' }, column('count', 'channels.received'), column('share', 'channels.share'), column('lastYear', 'channels.lastYear')],
        rows: content.channels.map((channel) => ({ id: channel.id, cells: [{ label: channel.label }, { figure: channel.count }, { figure: channel.share }, { figure: channel.lastYear }] })),
      }];
    case 'trend':
      return [{
        kind: 'chart', caption: label('rows.title'), form: 'line', categories: content.months.map((month) => ({ literal: `T${month.index}/${month.year}` })),
        series: ([['received', content.received], ['settled', content.settled], ['lastYear', content.receivedLastYear]] as const).map(([id, figures]) => ({ id, label: label(`trend.${id}`), figures })),
      }, {
        kind: 'table', caption: label('rows.title'),
        columns: [{ id: 'month', label: label('trend.month'), align: 'start' }, column('received', 'trend.received'), column('settled', 'trend.settled'), column('lastYear', 'trend.lastYear')],
        rows: content.months.map((month, at) => ({
          id: month.code,
          cells: [{ label: { key: 'trend.monthOf', params: { month: month.index, year: month.year } } }, ...[content.received[at], content.settled[at], content.receivedLastYear[at]].flatMap((figure) => (figure ? [{ figure }] : []))],
        })),
      }];
    case 'dossiers':
      return [{
        kind: 'table', caption: label('dossier.caption'),
        columns: [
          { id: 'code', label: label('dossier.code'), align: 'start' }, { id: 'procedure', label: label('dossier.procedure'), align: 'start' },
          { id: 'unit', label: label('dossier.unit'), align: 'start' }, column('late', 'dossier.late'),
        ],
        rows: content.rows.map((row) => ({
          id: row.id,
          cells: [{ label: { literal: row.code ?? '' } }, { label: { literal: row.procedure ?? '' } }, { label: row.unit ?? { literal: '' } }, { figure: row.late }],
        })),
      }];
  }
}
