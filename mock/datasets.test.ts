import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { dataset as datasetSchema, source as sourceSchema } from '@/config/schema/source';
import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import { checkForm06 } from '@/domain/form-06/form-06';
import type { Form06Counts } from '@/domain/form-06/types';
import { valueOf } from '@/domain/measure';
import { lastPeriods } from '@/domain/period/period';
import { period, periodText } from '@/domain/period/text';
import type { Params } from '@/federation/connector';
import { runJob } from '@/federation/worker/run-job';
import indicatorCards from '../public/provinces/base/indicators.json' with { type: 'json' };
import { askDataset, cubeFor, dataOf, DATASETS, datasetOf, readAs, SOURCES } from './ask-dataset.fixture';
import { startMock, type Mock } from './main';
import { NOW } from './small-province.fixture';

const FORM: readonly (keyof Form06Counts)[] = ['received', 'receivedOnline', 'receivedDirect', 'carriedOver', 'settled', 'settledEarly', 'settledOnTime', 'settledLate', 'pending', 'pendingInTerm', 'pendingOverdue'];
const PROCEDURE = [...FORM, 'receivedNew', 'settledInTime', 'overdue', 'channelCounter', 'channelOnline', 'channelPostal'];
const months = (count: number): string[] => lastPeriods(period('calendar:2026-11'), count).map(periodText);

/** Question and agreed shape of every cube: dimension ids with their roles, then the metrics. */
const CUBES: Readonly<Record<string, { readonly params: Params; readonly dimensions: Readonly<Record<string, string>>; readonly metrics: readonly string[] }>> = {
  'procedure-by-unit': { params: { period: 'calendar:2026-11' }, dimensions: { unit: 'geo', metric: 'metric' }, metrics: PROCEDURE },
  'procedure-trend': { params: { periods: months(25), units: ['40'] }, dimensions: { unit: 'geo', time: 'time', metric: 'metric' }, metrics: PROCEDURE },
  'procedure-by-field': { params: { unit: '40', period: 'calendar:2026-10' }, dimensions: { field: 'classification', metric: 'metric' }, metrics: PROCEDURE },
  'index-766-components': { params: { unit: '40', periods: months(3) }, dimensions: { time: 'time', component: 'classification', metric: 'metric' }, metrics: ['numerator', 'denominator'] },
  'index-766-totals': { params: { period: 'calendar:2026-10' }, dimensions: { unit: 'geo', metric: 'metric' }, metrics: ['total'] },
  'population-by-unit': { params: { period: 'calendar:2026' }, dimensions: { unit: 'geo', time: 'time', metric: 'metric' }, metrics: ['population'] },
  'security-trend': { params: { from: 'calendar:2026-11-01', to: 'calendar:2026-11-21' }, dimensions: { time: 'time', severity: 'classification', metric: 'metric' }, metrics: ['alerts'] },
  'security-systems': { params: {}, dimensions: { level: 'classification', metric: 'metric' }, metrics: ['systems', 'approved'] },
  'security-coverage': { params: {}, dimensions: { metric: 'metric' }, metrics: ['machines', 'machinesWithAgent', 'systems', 'systemsMonitored', 'vulnerabilitiesCritical', 'vulnerabilitiesHigh', 'patchesOverdue'] },
  'lgsp-daily': { params: { from: 'calendar:2026-11-01', to: 'calendar:2026-11-21' }, dimensions: { time: 'time', metric: 'metric' }, metrics: ['requests', 'errors', 'p95', 'availability'] },
  'lgsp-services': { params: { period: 'calendar:2026-11-20' }, dimensions: { service: 'classification', metric: 'metric' }, metrics: ['requests', 'errors', 'p95', 'availability'] },
  'directive-tasks': { params: { period: 'calendar:2026-11' }, dimensions: { unit: 'geo', metric: 'metric' }, metrics: ['assigned', 'done', 'doneOnTime', 'doneLate', 'inProgress', 'overdue'] },
  'documents-daily': { params: { from: 'calendar:2026-11-01', to: 'calendar:2026-11-21' }, dimensions: { time: 'time', metric: 'metric' }, metrics: ['incoming', 'outgoing', 'signed'] },
};
const STATISTICS: Readonly<Record<string, readonly Params[]>> = {
  'socio-economic-monthly': [{ from: 'calendar:2024-11', to: 'calendar:2026-11' }, { from: 'statistical:2024-11', to: 'statistical:2026-11' }],
  'socio-economic-quarterly': [{ from: 'calendar:2024-Q4', to: 'calendar:2026-Q4' }, { from: 'statistical:2024-Q4', to: 'statistical:2026-Q4' }],
  'socio-economic-annual': [{ from: 'calendar:2023', to: 'calendar:2026' }],
};

let mock: Mock;
beforeAll(async () => { mock = await startMock({ port: 0, province: 'nghe-an', seed: 7, now: () => NOW }); }, 30_000);
afterAll(() => mock.close());

const codes = (cube: Cube, id: string): string[] => cube.dimensions.find((dimension) => dimension.id === id)?.categories.map(({ code }) => code) ?? [];
const formAt = (cube: Cube, at: Readonly<Record<string, string>>): Form06Counts =>
  Object.fromEntries(FORM.map((metric) => [metric, valueOf(cellAt(cube, { ...at, metric }))])) as unknown as Form06Counts;

describe('sources and datasets of the base pack', () => {
  it('are what the pack reader accepts, with requests and mappings the connectors accept', async () => {
    for (const each of SOURCES) expect(z.safeParse(sourceSchema, each).error?.issues, each.id).toBeUndefined();
    for (const each of DATASETS) expect(z.safeParse(datasetSchema, each).error?.issues, each.id).toBeUndefined();
    expect(await runJob(1, { kind: 'check', datasets: [...DATASETS] })).toMatchObject({ outcome: [] });
    for (const { id, source } of DATASETS) expect(SOURCES.map((each) => each.id), id).toContain(source);
  });

  it('hold everything the indicator cards read', async () => {
    for (const [id, questions] of Object.entries(STATISTICS)) {
      for (const params of questions) {
        const cube = await cubeFor(mock, id, params);
        const calendar = String(params['from']).split(':')[0];
        for (const card of indicatorCards.indicators.filter((each) => each.dataset === id && each.calendar === calendar)) {
          const series = codes(cube, 'time').filter((code) => code.startsWith(`${calendar}:`)).map((time) => valueOf(cellAt(cube, { time, metric: card.metric })));
          expect(series.filter((value) => value !== null).length, card.id).toBeGreaterThanOrEqual(id.endsWith('annual') ? 3 : 8);
          if (card.yearToDateMetric) expect(codes(cube, 'metric')).toContain(card.yearToDateMetric);
        }
      }
    }
    for (const card of indicatorCards.indicators) {
      const agreed = CUBES[card.dataset];
      if (agreed) expect(agreed.metrics, card.id).toContain(card.metric);
    }
  });
});

describe('answers after mapping', () => {
  it.each(Object.keys(CUBES))('%s has the agreed dimensions and metrics, and figures', async (id) => {
    const agreed = CUBES[id];
    const cube = await cubeFor(mock, id, agreed?.params ?? {});
    expect(Object.fromEntries(cube.dimensions.map((dimension) => [dimension.id, dimension.role]))).toEqual(agreed?.dimensions);
    expect(codes(cube, 'metric')).toEqual(agreed?.metrics);
    expect(cube.values.some((value) => value > 0)).toBe(true);
  });

  it('keep the balances of form 06 for every unit, and the province as their sum', async () => {
    for (const text of ['calendar:2026-11', 'calendar:2025-06', 'administrative:2025-07', 'calendar:2025']) {
      const cube = await cubeFor(mock, 'procedure-by-unit', { period: text });
      const rows = codes(cube, 'unit').map((unit) => ({ unit, form: formAt(cube, { unit }) }));
      for (const { unit, form } of rows) expect(checkForm06(form), `${unit} ${text}`).toEqual([]);
      const [province, ...units] = rows;
      for (const metric of FORM) expect(units.reduce((sum, { form }) => sum + form[metric], 0)).toBe(province?.form[metric]);
    }
  });

  it('carry over from month to month through three years', async () => {
    const periods = months(36);
    const cube = await cubeFor(mock, 'procedure-trend', { periods, units: ['40'] });
    const forms = periods.map((time) => formAt(cube, { unit: '40', time }));
    forms.forEach((form, at) => {
      expect(checkForm06(form)).toEqual([]);
      if (at > 0) expect(form.carriedOver).toBe(forms[at - 1]?.pending);
    });
    const running = cellAt(cube, { unit: '40', time: 'calendar:2026-11', metric: 'received' });
    expect(running).toMatchObject({ kind: 'value', status: 'provisional' });
  });

  it('say of a period that has not begun that it is not there yet', async () => {
    for (const [id, params] of [['procedure-by-unit', { period: 'calendar:2027-01' }], ['procedure-trend', { units: ['40'], periods: ['calendar:2027-01'] }], ['index-766-totals', { period: 'calendar:2027-01' }], ['directive-tasks', { period: 'calendar:2027-01' }]] as const) {
      const cube = await cubeFor(mock, id, params);
      const metric = codes(cube, 'metric')[0] ?? '';
      expect(cellAt(cube, { unit: '40', metric, time: 'calendar:2027-01' }), id).toEqual({ kind: 'missing', reason: 'not-yet' });
    }
  });

  it('report the units of the time: districts and 412 communes before 1 July 2025, 130 communes after', async () => {
    const at = async (text: string): Promise<string[]> => codes(await cubeFor(mock, 'procedure-by-unit', { period: text }), 'unit');
    const [before, after] = [await at('calendar:2025-06'), await at('calendar:2025-07')];
    expect([before.length, after.length]).toEqual([1 + 20 + 20 + 412, 1 + 20 + 130]);
    expect(before.filter((code) => /^\d{3}$/.test(code))).toHaveLength(20);
    expect(after.some((code) => /^\d{3}$/.test(code))).toBe(false);
  });

  it('sum procedures over fields to the unit', async () => {
    const byField = await cubeFor(mock, 'procedure-by-field', { unit: 'H41.06', period: 'calendar:2026-10' });
    const byUnit = await cubeFor(mock, 'procedure-by-unit', { period: 'calendar:2026-10' });
    for (const metric of PROCEDURE) {
      const sum = codes(byField, 'field').reduce((total, field) => total + (valueOf(cellAt(byField, { field, metric })) ?? NaN), 0);
      expect(sum, metric).toBe(valueOf(cellAt(byUnit, { unit: 'H41.06', metric })));
    }
  });

  it('keep on-time rates where they are in life, with a few clearly weak units', async () => {
    const cube = await cubeFor(mock, 'procedure-by-unit', { period: 'calendar:2026-10' });
    const rates = codes(cube, 'unit').flatMap((unit) => {
      const { settled, settledEarly, settledOnTime } = formAt(cube, { unit });
      return settled > 20 ? [{ unit, rate: (100 * (settledEarly + settledOnTime)) / settled }] : [];
    });
    expect(rates.find(({ unit }) => unit === '40')?.rate).toBeGreaterThan(97);
    expect(rates.filter(({ rate }) => rate < 96.5).length).toBeGreaterThanOrEqual(3);
    expect(rates.filter(({ rate }) => rate < 88)).toEqual([]);
  });

  it('mark personal fields of overdue dossiers and agree with the form', async () => {
    const data = await dataOf(mock, 'procedure-overdue-dossiers', { unit: '40', period: 'calendar:2026-11' });
    const cube = await cubeFor(mock, 'procedure-by-unit', { period: 'calendar:2026-11' });
    if (data.kind !== 'events') throw new Error(data.kind);
    expect(datasetOf('procedure-overdue-dossiers').classification).toBe('personal');
    expect(data.fields.filter(({ personal }) => personal).map(({ id }) => id)).toEqual(['applicant', 'phone']);
    expect(data.rows).toHaveLength(valueOf(cellAt(cube, { unit: '40', metric: 'pendingOverdue' })) ?? NaN);
  });

  it('read alerts, incidents and reports from the field', async () => {
    const [alerts, incidents, reports] = [await dataOf(mock, 'security-alerts'), await dataOf(mock, 'security-incidents'), await dataOf(mock, 'field-incidents', { period: 'calendar:2026-10' })];
    if (alerts.kind !== 'events' || incidents.kind !== 'events' || reports.kind !== 'features') throw new Error('wrong shape');
    expect(alerts.rows.length).toBeGreaterThan(20);
    for (const { values } of incidents.rows) expect(Number(values['reportDueAt']) - Number(values['openedAt'])).toBe(72 * 3_600_000);
    expect(reports.features.length).toBeGreaterThan(400);
    expect(reports.approximate).toBe(false);
  });

  it('join an approximate area to every commune by code', async () => {
    const areas = await dataOf(mock, 'commune-areas');
    const cube = await cubeFor(mock, 'procedure-by-unit', { period: 'calendar:2026-10', level: 'commune' });
    if (areas.kind !== 'features') throw new Error(areas.kind);
    expect(areas.approximate).toBe(true);
    expect(areas.features.map(({ id }) => id).sort()).toEqual(codes(cube, 'unit').filter((code) => code !== '40').sort());
  });

  it('give shares of systems and availability in percent', async () => {
    const cube = await cubeFor(mock, 'lgsp-services', { period: 'calendar:2026-11-19' });
    for (const service of codes(cube, 'service')) {
      const share = valueOf(cellAt(cube, { service, metric: 'availability' }));
      expect(share).toBeGreaterThan(50);
      expect(share).toBeLessThanOrEqual(100);
    }
  });
});

describe('answers of a source that goes wrong', () => {
  const set = (source: string, scenario: string): Promise<Response> => fetch(`${mock.url}__scenario`, { method: 'POST', body: JSON.stringify({ source, scenario }) });
  const cases: Readonly<Record<string, Params>> = { ...Object.fromEntries(Object.entries(CUBES).map(([id, { params }]) => [id, params])), 'socio-economic-monthly': STATISTICS['socio-economic-monthly']?.[0] ?? {} };
  const by = async (scenario: string, id: string, params: Params): Promise<Awaited<ReturnType<typeof askDataset>>> => {
    const { source } = datasetOf(id);
    await set(source, scenario);
    try {
      return await askDataset(mock, id, params);
    } finally {
      await set(source, 'normal');
    }
  };

  it.each(['procedure-by-unit', 'index-766-totals', 'security-alerts', 'lgsp-daily', 'directive-tasks', 'commune-areas', 'socio-economic-monthly'])('a renamed field is drift, with a pointer: %s', async (id) => {
    const outcome = await by('field-renamed', id, cases[id] ?? {});
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: expect.stringMatching(/^\//) as string } });
  });

  it.each(['procedure-by-unit', 'procedure-trend', 'index-766-totals', 'lgsp-daily', 'socio-economic-monthly', 'security-coverage'])('a slipped unit is refused as contradictory: %s', async (id) => {
    expect(await by('unit-x1000', id, cases[id] ?? {})).toMatchObject({ ok: false, error: { kind: 'contradictory' } });
  });

  it.each(['procedure-by-unit', 'procedure-by-field', 'index-766-totals', 'security-alerts', 'security-trend', 'lgsp-services', 'directive-tasks', 'commune-areas'])('a part says that it is one: %s', async (id) => {
    const outcome = await by('partial', id, cases[id] ?? {});
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    const { present = NaN, expected = NaN } = outcome.value.partial ?? {};
    expect(present).toBeLessThan(expected);
  });

  it.each(['security-alerts', 'security-incidents', 'procedure-overdue-dossiers', 'field-incidents'])('events given again are counted once: %s', async (id) => {
    const params = id === 'procedure-overdue-dossiers' ? { unit: '40', period: 'calendar:2026-11' } : id === 'field-incidents' ? { period: 'calendar:2026-11' } : {};
    const count = (data: Awaited<ReturnType<typeof dataOf>>): number => (data.kind === 'events' ? data.rows.length : data.kind === 'features' ? data.features.length : NaN);
    const normal = count(await dataOf(mock, id, params));
    const outcome = await by('duplicate-events', id, params);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    expect(count(outcome.value.data)).toBe(normal);
    expect(outcome.value.notes).toContainEqual(expect.objectContaining({ code: 'repeated-rows' }));
  });

  it('a failure inside an envelope is the source’s own', async () => {
    const refused = await fetch(`${mock.url}documents/api/nhiem-vu/thong-ke?tuNgay=2026-11-01`);
    expect(refused.status).toBe(200);
    const outcome = await readAs('directive-tasks', { period: 'calendar:2026-11' }, new Uint8Array(await refused.arrayBuffer()));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'source-error', got: expect.stringContaining('tuNgay') as string } });
  });
});

describe('a merged province', () => {
  let merged: Mock;
  beforeAll(async () => { merged = await startMock({ port: 0, province: 'ninh-binh', seed: 7, now: () => NOW }); }, 30_000);
  afterAll(() => merged.close());

  it('is three before 1 July 2025 and takes over what they left', async () => {
    const before = await cubeFor(merged, 'procedure-by-unit', { period: 'calendar:2025-06' });
    const after = await cubeFor(merged, 'procedure-by-unit', { period: 'calendar:2025-07' });
    expect(codes(before, 'unit').filter((code) => code.length === 2)).toEqual(['35', '36', '37']);
    expect(codes(after, 'unit').filter((code) => code.length === 2)).toEqual(['37']);
    const left = ['35', '36', '37'].reduce((sum, unit) => sum + formAt(before, { unit }).pending, 0);
    expect(formAt(after, { unit: '37' }).carriedOver).toBe(left);
    expect(codes(after, 'unit')).toHaveLength(1 + 20 + 129);
  });

  it('has its own figures for everything', async () => {
    for (const [id, { params }] of Object.entries(CUBES)) {
      const own = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, name === 'unit' ? '37' : name === 'units' ? ['37'] : value]));
      expect((await cubeFor(merged, id, own)).values.some((value) => value > 0), id).toBe(true);
    }
    const areas = await dataOf(merged, 'commune-areas');
    expect(areas.kind === 'features' && areas.features.length).toBe(129);
  });
});
