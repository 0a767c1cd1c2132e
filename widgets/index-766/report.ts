import type { Block, BlockRow, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { ComponentGroup, IndexVm, ScoreRow, TotalPart } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const BLANK = { label: { literal: '' } } as const;

function totalBlocks(total: TotalPart): readonly Block[] {
  const { row, standing, reported } = total;
  return [
    {
      kind: 'figure', label: label('total'), figure: row.score,
      comparisons: [
        { label: label('previous.label'), figure: row.previous },
        ...(standing ? [{ label: label('rank.label'), figure: standing.rank }] : []),
        ...(reported ? [{ label: label('score'), figure: reported }] : []),
      ],
    },
    ...(row.score.measure.kind === 'value' && row.scored < row.maximum
      ? [{ kind: 'note', label: { key: 'coverage', params: { scored: row.scored, max: row.maximum } } } as const]
      : []),
    ...(total.band ? [{ kind: 'note', label: { text: total.band } } as const] : []),
  ];
}

const maximum = (value: number): Label => ({ literal: String(value) });

const partsTable = (rows: readonly ScoreRow[]): Block => ({
  kind: 'table', caption: label('parts.blocks'),
  columns: [
    { id: 'part', label: label('part'), align: 'start' }, { id: 'score', label: label('score'), align: 'end' },
    { id: 'maximum', label: label('maximum'), align: 'end' }, { id: 'previous', label: label('previous.label'), align: 'end' },
  ],
  rows: rows.map((row) => ({ id: row.id, cells: [{ label: { text: row.name } }, { figure: row.score }, { label: maximum(row.maximum) }, { figure: row.previous }] })),
});

function componentsTable(groups: readonly ComponentGroup[]): readonly Block[] {
  const rows = groups.flatMap(({ row, components }): BlockRow[] => [
    { id: `group-${row.id}`, emphasis: 'group', cells: [{ label: { literal: row.id } }, { label: { text: row.name } }, BLANK, BLANK, BLANK, BLANK, { figure: row.score }, { label: maximum(row.maximum) }] },
    ...components.map((component) => ({
      id: component.id,
      cells: [
        { label: { literal: component.id } }, { label: { text: component.name } }, { figure: component.numerator }, { figure: component.denominator },
        { figure: component.ratio }, component.threshold ? { figure: component.threshold } : BLANK, { figure: component.score },
        component.maximum === null ? { label: label('watched') } : { label: maximum(component.maximum) },
      ],
    })),
  ]);
  const ends = ['numerator', 'denominator', 'ratio', 'threshold', 'score', 'maximum'] as const;
  const unverified = groups.some((group) => group.components.some((component) => component.unverified));
  return [
    {
      kind: 'table', caption: label('components.caption'), rows,
      columns: [{ id: 'id', label: { literal: '' }, align: 'start' }, { id: 'component', label: label('component'), align: 'start' }, ...ends.map((id) => ({ id, label: label(id), align: 'end' as const }))],
    },
    ...(unverified ? [{ kind: 'note', label: label('unverified') } as const] : []),
  ];
}

/** The same figures as on screen, with the legal basis of the table they were scored by. */
export function report(vm: IndexVm): readonly Block[] {
  const { content, total } = vm;
  if (content.kind === 'units') {
    return [{
      kind: 'table', caption: label('units.caption'),
      columns: [
        { id: 'rank', label: label('rank.label'), align: 'end' }, { id: 'unit', label: label('unit'), align: 'start' },
        { id: 'score', label: label('score'), align: 'end' }, { id: 'previous', label: label('previous.label'), align: 'end' },
      ],
      rows: content.rows.map((row) => ({ id: row.id, cells: [{ figure: row.rank }, { label: row.label }, { figure: row.total }, { figure: row.previous }] })),
    }];
  }
  if (!total) return [];
  const parts = content.kind === 'parts' ? [partsTable(content.rows)] : content.kind === 'components' ? componentsTable(content.groups) : [];
  return [...totalBlocks(total), ...parts, { kind: 'note', label: { key: 'basis', params: { text: vm.legalBasis } } }];
}
