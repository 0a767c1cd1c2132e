import { aggregate, ratioOf } from '@/domain/cube/aggregate';
import { dimensionByRole } from '@/domain/cube/cube';
import type { Figure } from '@/domain/figure';
import { measured, missing, valueOf, type Measure } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import { trendDays } from './datasets';
import { cell, cubeIn, figureOf, type Input } from './reading';
import { SEVERITIES, type CoverageCount, type CoverageShare, type DayBar, type LevelRow, type SecurityContent } from './view-model';

/** Alerts of each day: all severities together, and the critical ones among them. */
export function days(input: Input): readonly DayBar[] {
  const cube = cubeIn(input, 'trend');
  const known = cube && dimensionByRole(cube, 'classification');
  const severities = known ? known.categories.map((category) => category.code) : [...SEVERITIES];
  return trendDays(input.options.days, input.now).map((day) => {
    const at = (severity: string): Measure => cell(cube, { time: periodText(day), classification: severity, metric: 'alerts' });
    const figure = (measure: Measure): Figure => figureOf(input, 'trend', measure, 'alert', { period: day, formula: 'sum' });
    return { day, total: figure(aggregate(severities.map(at), 'sum')), critical: figure(at('critical')) };
  });
}

const minus = (whole: Measure, part: Measure): Measure =>
  whole.kind === 'missing' ? whole : part.kind === 'missing' ? part : measured(whole.value - part.value, whole.status);

function levelRow(input: Input, level: string, key: string, systems: Measure, approved: Measure): LevelRow {
  const pending = minus(systems, approved);
  const waits = (valueOf(pending) ?? 0) > 0;
  const figure = (measure: Measure, over: Partial<Figure> = {}): Figure => figureOf(input, 'systems', measure, 'system', over);
  return {
    level, label: { key, params: { level } }, attention: waits ? 'watch' : pending.kind === 'missing' ? 'unknown' : 'good',
    systems: figure(systems), approved: figure(approved), pending: figure(pending, { formula: 'difference', attention: waits ? 'watch' : 'unknown' }),
  };
}

/** Information systems by security level, approved or not (Nghị định 331/2026/NĐ-CP: levels 1 to 5). */
export function systems(input: Input): Extract<SecurityContent, { kind: 'systems' }> {
  const cube = cubeIn(input, 'systems');
  const levels = (cube && dimensionByRole(cube, 'classification'))?.categories.map((category) => category.code) ?? [];
  const of = (metric: string) => (level: string): Measure => cell(cube, { classification: level, metric });
  const sum = (metric: string): Measure => aggregate(levels.map(of(metric)), 'sum');
  return {
    kind: 'systems',
    rows: levels.map((level) => levelRow(input, level, 'level', of('systems')(level), of('approved')(level))),
    total: levelRow(input, '', 'level.total', sum('systems'), sum('approved')),
  };
}

const SHARES = [['machines', 'machinesWithAgent', 'machines', 'machine'], ['systems', 'systemsMonitored', 'systems', 'system']] as const;
const COUNTS = ['vulnerabilitiesCritical', 'vulnerabilitiesHigh', 'patchesOverdue'] as const;

/** How much of the province the centre can see, and what it has found but nobody has mended. Anything less than all asks for a look. */
export function coverage(input: Input): Extract<SecurityContent, { kind: 'coverage' }> {
  const cube = cubeIn(input, 'coverage');
  const at = (metric: string): Measure => (cube ? cell(cube, { metric }) : missing('not-available'));
  return {
    kind: 'coverage',
    shares: SHARES.map(([id, part, whole, unit]): CoverageShare => {
      const share = ratioOf(at(part), at(whole), 100);
      return {
        id,
        share: figureOf(input, 'coverage', share, 'percent', { decimals: 1, formula: 'ratio', attention: share.kind === 'missing' ? 'unknown' : share.value < 100 ? 'watch' : 'good' }),
        part: figureOf(input, 'coverage', at(part), unit),
        whole: figureOf(input, 'coverage', at(whole), unit),
      };
    }),
    counts: COUNTS.map((id): CoverageCount => {
      const measure = at(id);
      const watched = id !== 'vulnerabilitiesHigh' && (valueOf(measure) ?? 0) > 0;
      return { id, count: figureOf(input, 'coverage', measure, 'count', { attention: watched ? (id === 'vulnerabilitiesCritical' ? 'act' : 'watch') : 'unknown' }) };
    }),
  };
}
