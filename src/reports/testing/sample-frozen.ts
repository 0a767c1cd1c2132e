import { cellAt } from '@/domain/cube/cube';
import type { DatasetData, DatasetQuery } from '@/domain/dataset';
import type { Indicator } from '@/domain/indicator';
import { valueOf } from '@/domain/measure';
import { period } from '@/domain/period/text';
import { toInstant } from '@/domain/time';
import { indicatorAnswer } from '@/widget-kit/testing/sample-indicator-answer';
import { SAMPLE_NOW, sampleCube, sampleProvince } from '@/widget-kit/testing/sample-province';
import type { PaperWidgets } from '../compose/paper-widgets';
import type { ComposeInput } from '../compose/context';
import type { FrozenAnswer, FrozenAnswers } from '../freeze/frozen';
import { questionsOf } from '../freeze/questions';
import type { ReportTemplate } from '../template/template';

/** An answer that came two minutes before everything was frozen. */
export function frozenAnswer(question: DatasetQuery, data: DatasetData | null): FrozenAnswer {
  if (!data) return { question, answer: null, cause: { kind: 'timed-out', source: 'sample', dataset: question.dataset } };
  const receivedAt = toInstant(SAMPLE_NOW - 60_000);
  const asOf = toInstant(SAMPLE_NOW - 120_000);
  return {
    question, cause: null,
    answer: {
      data, asOf, receivedAt, serverTime: null,
      provenance: { source: 'sample', dataset: question.dataset, connector: 'rest', request: 'GET /', asOf, receivedAt, sourceVersion: null, digest: '0'.repeat(16), sampleData: true },
    },
  };
}

/** How an indicator answers: the number of each period, ascending; null is a gap. */
export type Numbers = (indicator: string, index: number, count: number) => number | null;

/** What is asked for, and what comes of it. */
export interface Asked {
  readonly unit?: string;
  /** Text form. */
  readonly period?: string;
  readonly widgets?: PaperWidgets;
  readonly numbers?: Numbers;
  /** Answers of questions that are otherwise; null fails, undefined leaves the usual. */
  readonly data?: (question: DatasetQuery) => DatasetData | null | undefined;
}

/** Answers to everything a template asks of the sample province. */
export function sampleFrozen(template: ReportTemplate, asked: Asked = {}): FrozenAnswers {
  const { unit = '40', period: at = 'calendar:2026-10', widgets = new Map(), numbers = (_indicator, index) => 100 + index, data } = asked;
  const province = sampleProvince();
  const boundary = { kind: 'as-reported' } as const;
  const answers = questionsOf(template, { unit, period: period(at), boundary }, province, widgets, SAMPLE_NOW).map((question): FrozenAnswer => {
    const own = data?.(question);
    if (own !== undefined) return frozenAnswer(question, own);
    return frozenAnswer(question, answerOf([...province.indicators.values()].filter(({ dataset }) => dataset === question.dataset), question, numbers));
  });
  return { version: 1, at: SAMPLE_NOW, province: 'sample', unit, period: at, boundary, answers };
}

/** One cube with what every card of a dataset reads; null where no card reads it. */
function answerOf(cards: readonly Indicator[], question: DatasetQuery, numbers: Numbers): DatasetData | null {
  const cubes = cards.map((card) => indicatorAnswer(card, question, (index, count) => numbers(card.id, index, count)));
  const [first] = cubes;
  if (!first) return null;
  const axis = (cube: typeof first, at: number): readonly string[] => cube.dimensions[at]?.categories.map(({ code }) => code) ?? [];
  const [units, periods] = [axis(first, 0), axis(first, 1)];
  const metrics = [...new Set(cubes.flatMap((cube) => axis(cube, 2)))];
  const valueAt = (unit: string, at: string, metric: string): number | null => {
    const measure = cubes.map((cube) => cellAt(cube, { unit, period: at, metric })).find(({ kind }) => kind === 'value');
    return valueOf(measure);
  };
  return sampleCube(
    [{ id: 'unit', role: 'geo', categories: units }, { id: 'period', role: 'time', categories: periods }, { id: 'metric', role: 'metric', categories: metrics }],
    units.flatMap((unit) => periods.flatMap((at) => metrics.map((metric) => [unit, at, metric, valueAt(unit, at, metric)]))),
  );
}

/** A template with these blocks and nothing else. */
export const sampleTemplate = (blocks: ReportTemplate['blocks'], more: Partial<ReportTemplate> = {}): ReportTemplate => ({
  title: { vi: 'Báo cáo {{period}}', en: 'Report {{period}}' },
  periods: { calendar: 'calendar', kinds: ['month'] }, levels: ['province', 'department', 'commune'], orientation: 'portrait', blocks, ...more,
});

/** Everything composing takes, for a template of the sample province; `asked` as in {@link sampleFrozen}. */
export function sampleCompose(template: ReportTemplate, asked: Asked = {}, more: Partial<ComposeInput> = {}): ComposeInput {
  return {
    template, unit: asked.unit ?? '40', period: period(asked.period ?? 'calendar:2026-10'), boundary: { kind: 'as-reported' }, language: 'vi', province: sampleProvince(),
    widgets: asked.widgets ?? new Map(), commentary: {}, signer: '', author: 'Trần Thị Bình', number: null, at: SAMPLE_NOW, reportId: '0192f0c4-5b7e-7c3a-9d21-3f6a5e8b1c02',
    frozen: sampleFrozen(template, asked), ...more,
  };
}
