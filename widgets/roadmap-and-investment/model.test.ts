import { describe, expect, it } from 'vitest';
import { valueOf } from '@/domain/measure';
import type { Sample } from '@/widget-kit/widget';
import programme from '../../mock/roadmap/tasks.json' with { type: 'json' };
import { model } from './model';
import { DIMENSIONS, VIEWS, type RoadmapOptions } from './options';
import { report } from './report';
import { budgetCube, samplesOf, tasksList, type TaskFacts } from './sample';
import { yearsLabel } from './tasks';
import { STATES, type RoadmapContent } from './view-model';

function input(view: RoadmapOptions['view'], change: Partial<RoadmapOptions> = {}, facts?: readonly TaskFacts[]): Sample<RoadmapOptions>['input'] {
  const [normal] = samplesOf(view, change);
  if (!normal) throw new Error('no sample');
  const tasks = normal.input.snapshots['tasks'];
  return facts && tasks ? { ...normal.input, snapshots: { ...normal.input.snapshots, tasks: { ...tasks, data: tasksList(facts) } } } : normal.input;
}
function content<K extends RoadmapContent['kind']>(kind: K, change: Partial<RoadmapOptions> = {}, facts?: readonly TaskFacts[]): Extract<RoadmapContent, { kind: K }> {
  const found = model(input(kind, change, facts)).content;
  if (found.kind !== kind) throw new Error(found.kind);
  return found as Extract<RoadmapContent, { kind: K }>;
}

/** The programme as its documents list it, all of it under way. */
const WHOLE: readonly TaskFacts[] = programme.map((task) => {
  const years = (task.period.match(/\d{4}/g) ?? []).map(Number);
  return [task.title, task.document, task.group, task.lead.join('; ') || null, years.length > 0 ? Math.min(...years) : null, years.length > 0 && !task.period.includes('từ') ? Math.max(...years) + 1 : null, 'under-way', 50, 'budget' in task ? Number(task.budget) : null];
});

describe('the programme', () => {
  it('counts 205 tasks and 64,750 million dong, whichever way it is grouped, and the parts add up', () => {
    for (const by of DIMENSIONS) {
      const { rows, total } = content('groups', { by }, WHOLE);
      const sum = (of: (row: (typeof rows)[number]) => number | null): number => rows.reduce((all, row) => all + (of(row) ?? 0), 0);
      expect([valueOf(total.count.measure), valueOf(total.planned.measure)], by).toEqual([205, 64_750]);
      expect([sum((row) => valueOf(row.count.measure)), sum((row) => valueOf(row.planned.measure))], by).toEqual([205, 64_750]);
    }
    expect(content('groups', { by: 'document' }, WHOLE).rows.map((row) => [row.id, valueOf(row.count.measure)])).toEqual([
      ['3119/QĐ-UBND', 62], ['2723/QĐ-UBND', 44], ['3004/QĐ-UBND', 39], ['978/QĐ-UBND', 31], ['3692/QĐ-UBND', 29],
    ]);
  });

  it('adds the money of both lists to 64,750 in its summary, and the share disbursed is of the sums', () => {
    const { planned, disbursed, rate, projects } = content('summary');
    expect([planned, disbursed, projects].map(({ measure }) => valueOf(measure))).toEqual([64_750, 59_840, 24]);
    expect(valueOf(rate.measure)).toBeCloseTo((59_840 / 64_750) * 100);
    expect(budgetCube().kind).toBe('cube');
  });

  it('never makes a zero of money a document does not name', () => {
    const rows = content('groups', { by: 'document' }).rows;
    expect(rows.find(({ id }) => id === '978/QĐ-UBND')?.planned.measure).toEqual({ kind: 'missing', reason: 'not-applicable' });
    expect(content('list').rows.filter(({ budget }) => budget.measure.kind === 'value')).toHaveLength(4);
  });

  it('does not count by state what has none', () => {
    const facts: readonly TaskFacts[] = [['Một', 'a', 'g', null, 2016, 2017, 'done', 100, null], ['Hai', 'a', 'g', null, 2016, 2017, 'NGHIEM_THU', 90, null]];
    const { total } = content('groups', {}, facts);
    expect(valueOf(total.count.measure)).toBe(2);
    for (const state of STATES) expect(total.states[state].measure).toEqual({ kind: 'missing', reason: 'incomplete' });
  });
});

describe('years', () => {
  it('are half-open, and said as the documents say them', () => {
    expect([yearsLabel(2017, 2019), yearsLabel(2019, 2020), yearsLabel(2021, null), yearsLabel(null, null)]).toEqual([
      { key: 'years.span', params: { from: '2017', to: '2018' } }, { literal: '2019' }, { key: 'years.from', params: { from: '2021' } }, { key: 'years.always' },
    ]);
  });

  it('stand on one axis from the first to the last, those without years at the end', () => {
    const { spans, axis, now } = content('timeline', {}, WHOLE);
    expect(axis).toEqual({ from: 2016, until: 2031 });
    expect(Math.floor(now)).toBe(2026);
    expect(spans.at(-1)?.from).toBeNull();
    expect(spans.reduce((sum, span) => sum + (valueOf(span.count.measure) ?? 0), 0)).toBe(205);
    // "Phiên bản 2.0 (từ 2021)" and "từ năm 2021" are one span: the years are what counts.
    expect(valueOf(spans.find(({ from, until }) => from === 2021 && until === null)?.count.measure)).toBe(65);
  });

  it('put what ended longest ago first among the late', () => {
    expect(content('summary').late?.map(({ until }) => until)).toEqual([2019, 2026]);
    expect(model(input('summary')).attention).toBe('watch');
  });
});

it('is searched without accents', () => expect(content('list').rows.filter(({ search }) => search.includes('mot cua dien tu'))).toHaveLength(2));

describe('every view', () => {
  it.each(VIEWS)('%s stands every sample, is empty only where the source had nothing, and makes no zero of what is missing', (view) => {
    for (const { name, input: given } of samplesOf(view)) {
      const vm = model(given);
      expect(vm.empty, name).toBe(name === 'empty');
      const figures = report(vm).flatMap((block) => (block.kind === 'figure' ? [block.figure] : block.kind === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => ('figure' in cell ? [cell.figure] : []))) : []));
      if (name === 'missing') expect(figures.filter(({ measure }) => valueOf(measure) === 0)).toEqual([]);
      if (name === 'normal') expect(figures.length).toBeGreaterThan(0);
    }
  });
});
