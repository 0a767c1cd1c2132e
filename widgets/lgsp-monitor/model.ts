import { aggregate } from '@/domain/cube/aggregate';
import { dimension } from '@/domain/cube/cube';
import { valueOf, type Measure } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import { cellIn, countFigure, cubeIn } from '@/widget-kit/snapshot-reading';
import { callers } from './callers';
import { today, trendDays, weekAgo } from './datasets';
import { byAttention, figuresOf, lgspFigure, serviceLevel, worstOf, type Cells, type Figures, type Input } from './reading';
import type { Day, LgspContent, LgspVm, SameHours, ServiceRow } from './view-model';

/** Services a summary names. */
const WORST = 4;

/** Every service of today, those that need somebody first, then the busiest. Null where the list did not come. */
function services(input: Input): readonly ServiceRow[] | null {
  const cube = cubeIn(input, 'services');
  if (!cube) return null;
  const at = (service: string, metric: string): Measure => cellIn(cube, { service, metric });
  const rows = (dimension(cube, 'service')?.categories ?? []).map(({ code, label }): ServiceRow => {
    const cells: Cells = { requests: at(code, 'requests'), errors: at(code, 'errors'), p95: at(code, 'p95'), availability: at(code, 'availability') };
    const figures = figuresOf(input, 'services', today(input.now), cells, false);
    return { id: code, label: { literal: label }, attention: worstOf([figures.errorRate.attention, figures.availability.attention]), ...figures };
  });
  return sorted(rows, input.options.order);
}

const number = (measure: Measure, otherwise: number): number => valueOf(measure) ?? otherwise;

/** Missing figures last, whichever way the rest runs. */
export function sorted(rows: readonly ServiceRow[], order: Input['options']['order']): readonly ServiceRow[] {
  const busiest = (a: ServiceRow, b: ServiceRow): number => number(b.requests.measure, -1) - number(a.requests.measure, -1);
  switch (order) {
    case 'attention': return [...rows].sort((a, b) => byAttention(a, b) || number(a.availability.measure, 101) - number(b.availability.measure, 101) || busiest(a, b));
    case 'requests': return [...rows].sort(busiest);
    case 'errors': return [...rows].sort((a, b) => number(b.errorRate.measure, -1) - number(a.errorRate.measure, -1) || busiest(a, b));
    case 'p95': return [...rows].sort((a, b) => number(b.p95.measure, -1) - number(a.p95.measure, -1) || busiest(a, b));
    case 'availability': return [...rows].sort((a, b) => number(a.availability.measure, 101) - number(b.availability.measure, 101) || busiest(a, b));
  }
}

function days(input: Input): readonly Day[] {
  const cube = cubeIn(input, 'trend');
  return trendDays(input.options.days, input.now).map((day): Day => {
    const at = (metric: string): Measure => cellIn(cube, { time: periodText(day), metric });
    const figures: Figures = figuresOf(input, 'trend', day, { requests: at('requests'), errors: at('errors'), p95: at('p95'), availability: at('availability') }, true);
    return { day, ...figures };
  });
}

/** Hours of today that are over, against the same ones a week before: like with like, though the day still runs. */
function sameHours(input: Input): SameHours | null {
  const cube = cubeIn(input, 'hours');
  const hours = (cube && dimension(cube, 'hour'))?.categories.map(({ code }) => code) ?? [];
  const of = (slot: string) => (hour: string): Measure => cellIn(cubeIn(input, slot), { metric: 'requests', hour });
  const over = hours.filter((hour) => {
    const cell = of('hours')(hour);
    return cell.kind === 'value' && cell.status === 'official';
  });
  if (over.length === 0) return null;
  const sum = (slot: string): Measure => aggregate(over.map(of(slot)), 'sum');
  return {
    until: over.length,
    today: lgspFigure(input, 'hours', sum('hours'), 'request', { period: today(input.now), formula: 'sum' }),
    before: lgspFigure(input, 'hoursBefore', sum('hoursBefore'), 'request', { period: weekAgo(input.now), formula: 'sum' }),
  };
}

/** Services that need somebody, worst first. None is said only where every service could be judged. */
function worstServices(rows: readonly ServiceRow[] | null): readonly ServiceRow[] | null {
  const bad = rows && [...rows].sort(byAttention).filter(({ attention }) => attention === 'act' || attention === 'watch');
  return bad?.length === 0 && rows?.some(({ attention }) => attention === 'unknown') ? null : bad && bad.slice(0, WORST);
}

function summary(input: Input): LgspContent {
  const found = days(input);
  const now = found.at(-1) ?? { day: today(input.now), ...figuresOf(input, 'trend', today(input.now), NO_CELLS, true) };
  const rows = services(input);
  return {
    kind: 'summary', requests: now.requests, errorRate: now.errorRate, p95: now.p95, availability: now.availability,
    level: serviceLevel(input, today(input.now)), sameHours: sameHours(input),
    worst: worstServices(rows),
    services: { ...countFigure(input, 'services', rows, 'count'), orgUnit: input.province.unit },
    days: found,
  };
}
const NONE: Measure = { kind: 'missing', reason: 'not-available' };
const NO_CELLS: Cells = { requests: NONE, errors: NONE, p95: NONE, availability: NONE };

function contentOf(input: Input): LgspContent {
  switch (input.options.view) {
    case 'summary': return summary(input);
    case 'services': return { kind: 'services', rows: services(input) ?? [], limit: input.options.limit, level: serviceLevel(input, today(input.now)) };
    case 'callers': return callers(input);
    case 'trend': {
      const found = days(input);
      const total = aggregate(found.map((day) => day.requests.measure), 'sum');
      return { kind: 'trend', days: found, total: lgspFigure(input, 'trend', total, 'request', { formula: 'sum' }) };
    }
  }
}

function attentionOf(content: LgspContent): LgspVm['attention'] {
  switch (content.kind) {
    // One bad service asks for a look; the platform itself down asks for a person.
    case 'summary': {
      const whole = worstOf([content.availability.attention, content.errorRate.attention]);
      return whole === 'act' ? 'act' : (content.worst?.length ?? 0) > 0 || whole === 'watch' ? 'watch' : whole;
    }
    case 'services': return content.rows.some(({ attention }) => attention === 'act') ? 'act' : worstOf(content.rows.map(({ attention }) => attention));
    case 'callers': return 'unknown';
    case 'trend': return 'unknown';
  }
}

/** The platform as it stands today, in the view asked for. Pure; what did not arrive is missing, never zero. */
export function model(input: Input): LgspVm {
  const content = contentOf(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const noRows = (content.kind === 'services' || content.kind === 'callers') && content.rows.length === 0 && answers.some(({ data }) => data !== undefined);
  return { empty: nothing || noRows, attention: attentionOf(content), content };
}
