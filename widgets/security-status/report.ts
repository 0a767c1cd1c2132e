import type { Block, BlockRow, Label } from '@/widget-kit';
import en from './locales/en.json';
import vi from './locales/vi.json';
import type { AlertRow, IncidentRow, SecurityContent, SecurityVm } from './view-model';
import { model } from './model';

export { model };
export const messages = { vi, en };

const label = (key: string): Label => ({ key });
const text = (value: string | null): Label => ({ literal: value ?? '' });
const head = (id: string, key: string, align: 'start' | 'end' = 'start') => ({ id, label: label(key), align });

const alertCells = (row: AlertRow): BlockRow['cells'] => [
  { label: label(`severity.${row.severity}`) }, { label: text(row.title) }, { label: text(row.system) }, { label: row.unit ?? text(null) },
  { label: row.assigned === null ? label('alert.unclear') : row.assigned ? (row.team === null ? label('alert.teamUnknown') : text(row.team)) : label('alert.notTaken') }, { figure: row.waiting },
];

const clockCells = (row: IncidentRow): BlockRow['cells'] =>
  row.clocks.flatMap((clock) => [{ label: label(`clock.${clock.state}`) }, { figure: clock.time }]);

function summaryBlocks(content: Extract<SecurityContent, { kind: 'summary' }>): readonly Block[] {
  return [
    {
      kind: 'figure', label: label('alerts.open'), figure: content.open,
      comparisons: [...content.severities.map((one) => ({ label: label(`severity.${one.severity}`), figure: one.open })), { label: label('alerts.unassigned'), figure: content.unassigned }],
    },
    { kind: 'figure', label: label('incidents.open'), figure: content.incidentsOpen, comparisons: content.urgent ? [{ label: label(`clock.${content.urgent.clock.kind}`), figure: content.urgent.clock.time }] : [] },
  ];
}

/** Lists whole, with no limit; the same figures as on screen. */
export function report({ content }: SecurityVm): readonly Block[] {
  switch (content.kind) {
    case 'summary':
      return summaryBlocks(content);
    case 'alerts':
      return [{
        kind: 'table', caption: label('alerts.caption'),
        columns: [head('severity', 'alert.severity'), head('title', 'alert.title'), head('system', 'alert.system'), head('unit', 'alert.unit'), head('team', 'alert.team'), head('waiting', 'alert.waiting', 'end')],
        rows: content.rows.map((row) => ({ id: row.id, cells: alertCells(row) })),
      }];
    case 'incidents':
      return [{
        kind: 'table', caption: label('incidents.caption'),
        columns: [
          head('title', 'incident.title'), head('system', 'alert.system'), head('age', 'incident.age', 'end'),
          head('notify', 'clock.notify'), head('notifyTime', 'clock.time', 'end'), head('report', 'clock.report'), head('reportTime', 'clock.time', 'end'),
        ],
        rows: content.rows.map((row) => ({ id: row.id, cells: [{ label: text(row.title) }, { label: text(row.system) }, { figure: row.age }, ...clockCells(row)] })),
      }];
    case 'systems':
      return [{
        kind: 'table', caption: label('systems.caption'),
        columns: [head('level', 'systems.level'), head('systems', 'systems.systems', 'end'), head('approved', 'systems.approved', 'end'), head('pending', 'systems.pending', 'end')],
        rows: [...content.rows, content.total].map((row) => ({
          id: row.level || 'total', ...(row === content.total ? { emphasis: 'total' as const } : {}),
          cells: [{ label: row.label }, { figure: row.systems }, { figure: row.approved }, { figure: row.pending }],
        })),
      }];
    case 'coverage':
      return [
        ...content.shares.map((one): Block => ({
          kind: 'figure', label: label(`coverage.${one.id}`), figure: one.share,
          comparisons: [{ label: label('coverage.part'), figure: one.part }, { label: label('coverage.whole'), figure: one.whole }],
        })),
        ...content.counts.map((one): Block => ({ kind: 'figure', label: label(`coverage.${one.id}`), figure: one.count, comparisons: [] })),
      ];
  }
}
