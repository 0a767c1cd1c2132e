import { civilDate, dateParts, parseLocalDate } from '@/domain/civil';
import { ratioOf } from '@/domain/cube/aggregate';
import type { EventRow } from '@/domain/dataset';
import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import { countFigure, eventsIn, numberOf, textOf, unitLabelOf, wordOf } from '@/widget-kit/snapshot-reading';
import { moneyFigure, type Input } from './disbursement';
import type { ProjectRow, ProjectState } from './view-model';

const SLOT = 'projects';
const STATES = ['cham', 'dang_lam', 'xong'] as const;
const ATTENTION: Readonly<Record<ProjectState, Attention>> = { cham: 'watch', dang_lam: 'unknown', xong: 'good', other: 'unknown' };

function projectRow(input: Input, row: EventRow): ProjectRow {
  const owner = textOf(row, 'unit');
  const place = textOf(row, 'place');
  const state = wordOf(row, 'state', STATES);
  const measureOf = (field: string): Measure => {
    const value = numberOf(row, field);
    return value === null ? missing('not-available') : measured(value, textOf(row, 'status') === 'provisional' ? 'provisional' : 'official');
  };
  const money = (field: string): Figure => moneyFigure(input, SLOT, measureOf(field), 'billion-dong', owner === null ? {} : { orgUnit: owner });
  const end = parseLocalDate(textOf(row, 'end') ?? '');
  return {
    id: row.id, name: textOf(row, 'name'), state, attention: ATTENTION[state],
    owner: owner === null ? null : unitLabelOf(input, owner), place: place === null ? null : unitLabelOf(input, place), placeCode: place,
    total: money('total'), plan: money('plan'), disbursed: money('disbursed'),
    rate: moneyFigure(input, SLOT, ratioOf(measureOf('disbursed'), measureOf('plan'), 100), 'percent', { formula: 'ratio', attention: state === 'cham' ? 'watch' : 'unknown', ...(owner === null ? {} : { orgUnit: owner }) }),
    until: end.ok ? dateParts(end.value).year : null, lon: numberOf(row, 'lon'), lat: numberOf(row, 'lat'),
  };
}

const undone = (row: ProjectRow): number => (valueOf(row.plan.measure) ?? 0) - (valueOf(row.disbursed.measure) ?? 0);

/** Projects that the unit in view owns or that stand on its ground, those behind first, then by money not yet disbursed. Null where the list did not come. */
export function projectRows(input: Input): readonly ProjectRow[] | null {
  const events = eventsIn(input, SLOT);
  if (!events) return null;
  const { scope, province } = input;
  const tree = province.units.treeAt(civilDate(input.now));
  const inView = scope.unit === province.unit ? null : new Set([scope.unit, ...tree.descendants(scope.unit).map(({ code }) => code)]);
  const own = [...new Map(events.rows.map((row) => [row.id, row])).values()]
    .filter((row) => inView === null || inView.has(textOf(row, 'unit') ?? '') || inView.has(textOf(row, 'place') ?? ''));
  return own.map((row) => projectRow(input, row))
    .sort((a, b) => Number(b.state === 'cham') - Number(a.state === 'cham') || undone(b) - undone(a) || (a.id < b.id ? -1 : 1));
}

/** How many there are, and how many are behind as their source says. */
export function counted(input: Input, rows: readonly ProjectRow[] | null): { readonly projects: Figure; readonly behind: Figure } {
  const behind = rows && rows.filter((row) => row.state === 'cham');
  return {
    projects: countFigure(input, SLOT, rows, 'project'),
    behind: countFigure(input, SLOT, behind, 'project', (behind?.length ?? 0) > 0 ? 'watch' : 'unknown', rows?.every((row) => row.state !== 'other') ?? true),
  };
}

/** Projects behind by the code of their owner, as the source has it. */
export function behindByOwner(input: Input): (unit: string) => Figure {
  const rows = eventsIn(input, SLOT)?.rows;
  const owned = rows?.every((row) => textOf(row, 'unit') !== null) ?? true;
  return (unit) => {
    const own = rows?.filter((row) => textOf(row, 'unit') === unit) ?? null;
    const behind = own && own.filter((row) => wordOf(row, 'state', STATES) === 'cham');
    const known = owned && (own?.every((row) => wordOf(row, 'state', STATES) !== 'other') ?? true);
    return { ...countFigure(input, SLOT, behind, 'project', (behind?.length ?? 0) > 0 ? 'watch' : 'unknown', known), orgUnit: unit };
  };
}
