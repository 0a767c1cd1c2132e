import { civilDate } from '@/domain/civil';
import { aggregate } from '@/domain/cube/aggregate';
import { measured, missing, type Measure } from '@/domain/measure';
import { periodText } from '@/domain/period/text';
import type { Period } from '@/domain/period/types';
import { cellIn, cubeIn, eventsIn, instantOf, momentFigure, rowsInView } from '@/widget-kit/snapshot-reading';
import { feedbackDays } from './datasets';
import { countsOf, figuresOf, groups, type Counts } from './groups';
import { isOpen, openFigures, openPetitions, SLOT, type Input } from './petitions';
import type { Day, FeedbackContent, FeedbackVm } from './view-model';

const METRICS = ['received', 'answered', 'answeredInTime', 'overdue', 'rated', 'satisfied'] as const;

function dayOf(input: Input, slot: string, day: Period, received: Measure, answered: Measure): Day {
  const figure = (measure: Measure) => momentFigure(input, slot, measure, 'case', { period: day });
  return { day, received: figure(received), answered: figure(answered) };
}

/** The daily table counts every petition past its due, answered since or not: those answered late are taken out, so that what is left still waits. */
function stillOpen(late: Measure, answered: Measure, inTime: Measure): Measure {
  const gap = [late, answered, inTime].find(({ kind }) => kind === 'missing');
  if (gap || late.kind === 'missing' || answered.kind === 'missing' || inTime.kind === 'missing') return gap ?? missing('not-available');
  const left = late.value - (answered.value - inTime.value);
  return left < 0 ? missing('incomplete') : measured(left, late.status);
}

/** Of the province from the daily counts. */
function fromDaily(input: Input, days: readonly Period[]): { readonly counts: Counts; readonly days: readonly Day[] } {
  const cube = cubeIn(input, 'daily');
  const at = (day: Period, metric: string): Measure => cellIn(cube, { time: periodText(day), metric });
  const [received, answered, answeredInTime, overdue, rated, satisfied] = METRICS.map((metric) => aggregate(days.map((day) => at(day, metric)), 'sum'));
  const none = missing('not-available');
  return {
    counts: {
      received: received ?? none, answered: answered ?? none, answeredInTime: answeredInTime ?? none,
      overdue: stillOpen(overdue ?? none, answered ?? none, answeredInTime ?? none), rated: rated ?? none, satisfied: satisfied ?? none,
    },
    days: days.map((day) => dayOf(input, 'daily', day, at(day, 'received'), at(day, 'answered'))),
  };
}

/** Of one unit from its petitions. */
function fromItems(input: Input, days: readonly Period[]): { readonly counts: Counts; readonly days: readonly Day[] } {
  const rows = rowsInView(input, SLOT);
  const none = missing('not-available');
  if (!rows) return { counts: { received: none, answered: none, answeredInTime: none, overdue: none, rated: none, satisfied: none }, days: days.map((day) => dayOf(input, SLOT, day, none, none)) };
  const dated = rows.every((row) => instantOf(row, 'receivedAt') !== null);
  const on = (day: Period) => rows.filter((row) => {
    const at = instantOf(row, 'receivedAt');
    return at !== null && civilDate(at) === day.start;
  });
  const count = (of: readonly unknown[]): Measure => (dated ? measured(of.length) : missing('incomplete'));
  return {
    counts: countsOf(rows, input.now),
    days: days.map((day) => dayOf(input, SLOT, day, count(on(day)), count(on(day).filter((row) => isOpen(row) === false)))),
  };
}

function contentOf(input: Input): FeedbackContent {
  const { view, limit, days: span } = input.options;
  switch (view) {
    case 'summary': {
      const days = feedbackDays(span, input.now);
      const daily = input.scope.unit === input.province.unit;
      const found = daily ? fromDaily(input, days) : fromItems(input, days);
      return { kind: 'summary', span, figures: figuresOf(input, daily ? 'daily' : SLOT, found.counts), days: found.days };
    }
    case 'fields':
    case 'units': return { kind: 'groups', by: view, rows: groups(input, view) ?? [], limit };
    case 'map': {
      const open = openPetitions(input);
      const points = (open.rows ?? []).filter(({ place }) => place !== null);
      return { kind: 'map', ...openFigures(input, open), points, unplaced: (open.rows ?? []).length - points.length };
    }
    case 'list': {
      const open = openPetitions(input);
      return { kind: 'list', ...openFigures(input, open), rows: open.rows ?? [], limit, disclosed: eventsIn(input, SLOT)?.fields.some(({ disclosed }) => disclosed) ?? false };
    }
  }
}

function attentionOf(content: FeedbackContent): FeedbackVm['attention'] {
  if (content.kind === 'groups') return content.rows.length === 0 ? 'unknown' : content.rows.some(({ attention }) => attention === 'watch') ? 'watch' : 'good';
  const { measure } = content.kind === 'summary' ? content.figures.overdue : content.overdue;
  return measure.kind === 'missing' ? 'unknown' : measure.value > 0 ? 'watch' : 'good';
}

/** What citizens wrote and what became of it, at `now`. Pure; a list that did not come is missing, never zero. Nothing open is a good answer. */
export function model(input: Input): FeedbackVm {
  const content = contentOf(input);
  const answers = Object.values(input.snapshots);
  const nothing = answers.length > 0 && answers.every((snapshot) => snapshot.state === 'empty' && snapshot.data === undefined);
  const noRows = content.kind === 'groups' && content.rows.length === 0 && answers.some(({ data }) => data !== undefined);
  return { empty: nothing || noRows, attention: attentionOf(content), content };
}
