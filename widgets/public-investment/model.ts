import type { Figure } from '@/domain/figure';
import type { Attention } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import type { Period } from '@/domain/period/types';
import { unitLabelOf } from '@/widget-kit/snapshot-reading';
import { monthInView } from './datasets';
import { disbursementOf, fromAbove, newestMonth, ownersIn, pathOf, targetOf, type Input } from './disbursement';
import { behindByOwner, counted, projectRows } from './projects';
import type { InvestmentContent, InvestmentVm, OwnerRow } from './view-model';

/** An owner whose rate is below this share of the whole's asks for a look, or for a person. */
const WATCH_SHARE = 0.8;
const ACT_SHARE = 0.5;
/** Owners a summary names. */
const SLOW = 4;

function againstWhole(rate: Figure, whole: Figure): Attention {
  const [own, all] = [valueOf(rate.measure), valueOf(whole.measure)];
  if (own === null || all === null || all <= 0) return 'unknown';
  return own < all * ACT_SHARE ? 'act' : own < all * WATCH_SHARE ? 'watch' : 'good';
}

/** Owners of funds, the lowest rate first, those without a rate last. */
function owners(input: Input, month: Period): readonly OwnerRow[] {
  const { province, scope } = input;
  const whole = disbursementOf(input, province.unit, month).rate;
  const behind = behindByOwner(input);
  return ownersIn(input)
    .filter((unit) => scope.unit === province.unit || unit === scope.unit)
    .map((unit): OwnerRow => {
      const own = disbursementOf(input, unit, month);
      const attention = againstWhole(own.rate, whole);
      return { unit, label: unitLabelOf(input, unit), attention, ...own, rate: { ...own.rate, attention: attention === 'good' ? 'unknown' : attention }, behind: behind(unit) };
    })
    .sort((a, b) => (valueOf(a.rate.measure) ?? Infinity) - (valueOf(b.rate.measure) ?? Infinity) || (a.unit < b.unit ? -1 : 1));
}

function contentOf(input: Input, month: Period): InvestmentContent {
  const { view, limit, behindOnly } = input.options;
  const { scope, province } = input;
  switch (view) {
    case 'summary': {
      const rows = projectRows(input);
      const slow = scope.unit === province.unit ? owners(input, month).filter(({ attention }) => attention === 'act' || attention === 'watch') : [];
      return { kind: 'summary', all: disbursementOf(input, scope.unit, month), fromAbove: fromAbove(input, month), target: targetOf(input, month), ...counted(input, rows), slow: slow.slice(0, SLOW) };
    }
    case 'owners': return { kind: 'owners', rows: owners(input, month), limit, total: disbursementOf(input, scope.unit, month) };
    case 'path': {
      const points = pathOf(input);
      return { kind: 'path', points, target: targetOf(input, month), newest: [...points].reverse().find(({ rate }) => rate.measure.kind === 'value') ?? null };
    }
    case 'projects': {
      const rows = projectRows(input);
      return { kind: 'projects', rows: (rows ?? []).filter(({ state }) => !behindOnly || state === 'cham'), limit, ...counted(input, rows) };
    }
    case 'map': {
      const rows = projectRows(input);
      const areas = input.snapshots['areas']?.data;
      return {
        kind: 'map', rows: rows ?? [], areas: areas?.kind === 'features' ? areas : null, ...counted(input, rows),
        unplaced: (rows ?? []).filter(({ lon, lat }) => lon === null || lat === null).length, selected: scope.unit === province.unit ? null : scope.unit,
      };
    }
  }
}

function attentionOf(content: InvestmentContent): Attention {
  switch (content.kind) {
    case 'summary': return content.slow.length > 0 || content.behind.attention === 'watch' ? 'watch' : content.fromAbove?.rate.attention ?? 'unknown';
    case 'owners': return content.rows.some(({ attention }) => attention === 'act') ? 'watch' : 'unknown';
    case 'path': return 'unknown';
    case 'projects':
    case 'map': return content.behind.attention === 'watch' ? 'watch' : 'unknown';
  }
}

/** Whether the sources answered and the unit in view has no funds of its own and no project. */
function noneOf(content: InvestmentContent, { scope, province, snapshots }: Input, known: readonly string[]): boolean {
  const answered = Object.values(snapshots).some(({ data }) => data !== undefined);
  if (!answered) return false;
  if (content.kind === 'projects' || content.kind === 'map') return snapshots['projects']?.data !== undefined && valueOf(content.projects.measure) === 0;
  return snapshots['months']?.data !== undefined && (known.length === 0 || (scope.unit !== province.unit && !known.includes(scope.unit)));
}

/** Disbursement in the view asked for. Pure; what did not arrive is missing, never zero. */
export function model(input: Input): InvestmentVm {
  const newest = newestMonth(input);
  const month = newest ?? monthInView(input.scope, input.now);
  const content = contentOf(input, month);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const main = content.kind === 'summary' ? content.all.rate.measure : content.kind === 'owners' ? content.total.rate.measure : undefined;
  return {
    empty: nothing || noneOf(content, input, ownersIn(input)), attention: attentionOf(content), content,
    ...(newest ? { latestPeriod: newest } : {}),
    ...(main?.kind === 'value' ? { standing: main.status } : {}),
  };
}
