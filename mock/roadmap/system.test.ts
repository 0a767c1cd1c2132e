import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Dataset, DatasetData } from '@/domain/dataset';
import { valueOf } from '@/domain/measure';
import { runJob } from '@/federation/worker/run-job';
import type { MockReply } from '../http/system';
import { createWorld } from '../world';
import { DOCUMENTS, progressOf, TASKS, yearsOf } from './programme';
import { createProgramme } from './system';

const NOW = Date.parse('2026-11-21T08:46:00+07:00');
const system = createProgramme(createWorld({ province: 'nghe-an', seed: 7, now: NOW }));
const { datasets } = JSON.parse(readFileSync(fileURLToPath(new URL('../../public/provinces/base/datasets/roadmap.json', import.meta.url)), 'utf8')) as { readonly datasets: readonly Dataset[] };
const ask = (path: string): MockReply => system.answer({ method: 'GET', path: `/${path}`, query: new URLSearchParams(), body: '', now: NOW });

async function read(id: string): Promise<DatasetData> {
  const dataset = datasets.find((each) => each.id === id) ?? expect.unreachable(id);
  const body = new TextEncoder().encode(ask(String(dataset.request['path'])).body);
  const message = await runJob(1, { kind: 'read', dataset, params: {}, bodies: [body] });
  if (message.kind !== 'read' || !message.outcome.ok) throw new Error(JSON.stringify(message));
  return message.outcome.value.data;
}

describe('the programme of the founding documents', () => {
  it('has the 205 tasks of five documents, each once, and 24 projects of 64,750 million dong', () => {
    expect(TASKS).toHaveLength(205);
    expect(new Set(TASKS.map((task) => `${task.document}#${task.no}`)).size).toBe(205);
    expect(DOCUMENTS.map(([number]) => TASKS.filter((task) => task.document === number).length)).toEqual([62, 39, 44, 31, 29]);
    const money = TASKS.flatMap((task) => task.budget ?? []);
    expect([money.length, money.reduce((sum, each) => sum + each, 0)]).toEqual([24, 64_750]);
    expect(TASKS.every((task) => [task.title, task.group, ...task.lead].every((text) => text === text.normalize('NFC')))).toBe(true);
  });

  it('reads the years of each task, the last one out', () => {
    expect(yearsOf('2017-2018')).toEqual({ from: 2017, until: 2019 });
    expect(yearsOf('2019')).toEqual({ from: 2019, until: 2020 });
    expect(yearsOf('đến năm 2025 (2020-2025)')).toEqual({ from: 2020, until: 2026 });
    expect(yearsOf('Phiên bản 2.0 (từ 2021)')).toEqual({ from: 2021, until: null });
    expect(yearsOf('Thường xuyên')).toEqual({ from: null, until: null });
  });

  it('invents progress that agrees with the years: done is whole, not begun is nothing, no more is spent than planned', () => {
    for (const task of TASKS) {
      for (const now of [2015, 2018.5, 2026.8, 2032]) {
        const { state, percent, disbursed } = progressOf(7, task, now);
        const { from, until } = yearsOf(task.period);
        expect(disbursed === null).toBe(task.budget === undefined);
        expect(disbursed ?? 0).toBeLessThanOrEqual(task.budget ?? 0);
        if (state === 'HOAN_THANH') expect([percent, until !== null && now >= until]).toEqual([100, true]);
        if (state === 'CHUA_BAT_DAU') expect(percent).toBe(0);
        if (from !== null && now < from) expect(state).toBe('CHUA_BAT_DAU');
      }
    }
  });
});

describe('its datasets', () => {
  it('hold every task with the years it runs and the money it has', async () => {
    const data = await read('roadmap-tasks');
    if (data.kind !== 'events') throw new Error(data.kind);
    expect(data.rows).toHaveLength(205);
    const sum = (field: string): number => data.rows.reduce((total, row) => total + Number(row.values[field] ?? 0), 0);
    expect(sum('budget')).toBe(64_750);
    expect(new Set(data.rows.map((row) => row.values['state']))).toEqual(new Set(['not-started', 'under-way', 'done', 'late']));
    expect(data.rows.find((row) => row.id === '3119/QĐ-UBND#DA-2016-2017.12')?.values).toMatchObject({ start: '2017-01-01', end: '2019-01-01', budget: 1_500, lead: 'Sở Thông tin và Truyền thông' });
    // What the document leaves open stays open.
    expect(data.rows.some((row) => row.values['lead'] === null && row.values['end'] === null && row.values['budget'] === null)).toBe(true);
  });

  it('hold the money of both project lists: 39,900 and 24,850', async () => {
    const cube = await read('roadmap-budget');
    if (cube.kind !== 'cube') throw new Error(cube.kind);
    const at = (portfolio: string, metric: string): number | null => valueOf(cellAt(cube, { portfolio, metric }));
    expect([at('DA-2016-2017', 'projects'), at('DA-2016-2017', 'planned')]).toEqual([15, 39_900]);
    expect([at('DA-2018-2020', 'projects'), at('DA-2018-2020', 'planned')]).toEqual([9, 24_850]);
    const tasks = await read('roadmap-tasks');
    if (tasks.kind !== 'events') throw new Error(tasks.kind);
    const spent = tasks.rows.reduce((total, row) => total + Number(row.values['disbursed'] ?? 0), 0);
    expect((at('DA-2016-2017', 'disbursed') ?? 0) + (at('DA-2018-2020', 'disbursed') ?? 0)).toBe(spent);
  });
});
