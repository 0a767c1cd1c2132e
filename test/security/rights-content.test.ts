import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt } from '@/domain/cube/cube';
import type { Cube } from '@/domain/cube/types';
import type { DatasetData, Events, Features } from '@/domain/dataset';
import { readWire } from '@/federation/gateway/read-wire';
import { dataOf, DATASETS, datasetOf } from '../../mock/ask-dataset.fixture';
import { COLUMNS } from './rights-table';
import { DOSSIERS } from './support/route-cases';
import { otherUnit, ownUnit, seedVisitor, STANDINGS, type StandingName, type Visitor } from './support/people';
import { addressOf, QUESTIONS } from './support/questions';
import { askIt, wholeGateway, type Bench } from './support/whole-gateway';

/**
 * What each column sees of each dataset when it asks about its own unit; by hand, like the table of rights.
 * `a` everything, `s` everything but small counts, `o` what is of its own unit, `-` refused, `?` does not exist.
 */
const CONTENT: Readonly<Record<string, string>> = {
  //                             LHCSIUP N Wwp XERA
  'procedure-by-unit': /*    */ 'aaaaaaa a aaa aaaa',
  'procedure-trend': /*      */ 'aaaaaaa a aaa aaaa',
  'procedure-by-field': /*   */ 'aaaasaa s aas ssss',
  'index-766-components': /* */ 'aaaaaaa a aaa aaaa',
  'index-766-totals': /*     */ 'aaaaaaa a aaa aaaa',
  'socio-economic-monthly':     'aaaaaaa a aaa aaaa',
  'socio-economic-quarterly':   'aaaaaaa a aaa aaaa',
  'socio-economic-annual': /**/ 'aaaaaaa a aaa aaaa',
  'population-by-unit': /*   */ 'aaaaaaa a aaa aaaa',
  'commune-areas': /*        */ 'aaaaaaa a aaa aaaa',
  //                             LHCSIUP N Wwp XERA
  [DOSSIERS]: /*             */ 'aooo?oa ? ao? ????',
  'security-alerts': /*      */ 'aoooaoa ? ao? ????',
  'security-incidents': /*   */ 'aoooaoa ? ao? ????',
  'field-incidents': /*      */ 'aoooaoa ? ao? ????',
  'directive-tasks': /*      */ 'aooo?oa ? ao? ????',
  'security-trend': /*       */ 'a---a-a ? a-? ????',
  'security-systems': /*     */ 'a---a-a ? a-? ????',
  'security-coverage': /*    */ 'a---a-a ? a-? ????',
  'lgsp-daily': /*           */ 'a---a-a ? a-? ????',
  'lgsp-services': /*        */ 'a---a-a ? a-? ????',
  'documents-daily': /*      */ 'a---a-a ? a-? ????',
};

let bench: Bench;
beforeAll(async () => { bench = await wholeGateway(); }, 60_000);
afterAll(() => bench.close());

const cells = (id: string): readonly string[] => [...(CONTENT[id] ?? '').replaceAll(' ', '')];
const paramsOf = (id: string, unit: string) => QUESTIONS[id]?.(unit) ?? {};

const truths = new Map<string, Promise<DatasetData>>();
/** What the source itself says, uncut. */
function truth(id: string, unit: string): Promise<DatasetData> {
  if (!bench.mock) throw new Error('the mock is not there');
  const known = truths.get(`${id} ${unit}`) ?? dataOf(bench.mock, id, paramsOf(id, unit));
  truths.set(`${id} ${unit}`, known);
  return known;
}

/** The same question in every form it can be asked in: `answer`, the form of its shape, and a line of NDJSON. */
async function everyForm(id: string, unit: string, { headers }: Pick<Visitor, 'headers'>): Promise<{ readonly status: number; readonly code: string | null; readonly data: DatasetData | null; readonly text: string }> {
  const params = paramsOf(id, unit);
  const answer = await askIt(bench.app(), { method: 'GET', url: addressOf(id, params), headers });
  const native = await askIt(bench.app(), { method: 'GET', url: addressOf(id, params).replace('as=answer&', '').replace('?as=answer', ''), headers });
  const line = await askIt(bench.app(), { method: 'POST', url: '/api/datasets/ask', headers, body: { questions: [{ id: 'q', dataset: id, params }] } });
  expect(native.status).toBe(answer.status);
  const asked = JSON.parse(line.body) as { readonly answer?: { readonly data: unknown }; readonly error?: { readonly kind: string } };
  if (answer.status !== 200) {
    expect(asked.error?.kind, 'NDJSON says the same').toBe('denied');
    return { status: answer.status, code: answer.code, data: null, text: answer.body + native.body + line.body };
  }
  const parsed: unknown = JSON.parse(answer.body);
  expect(asked.answer?.data).toEqual((parsed as { readonly data: unknown }).data);
  const read = readWire(parsed);
  if (!read.ok) throw new Error(`${id}: unreadable at ${read.error}`);
  return { status: 200, code: null, data: read.value.data, text: answer.body + native.body + line.body };
}

/** Longer ones only: short words stand everywhere. */
const TELLING = 8;
const textsOf = (values: Readonly<Record<string, unknown>>): string[] => Object.values(values).filter((value): value is string => typeof value === 'string' && value.length >= TELLING);

interface Piece { readonly id: string; readonly unit: unknown; readonly values: Readonly<Record<string, unknown>> }
const piecesOf = (data: Events | Features, field: string): Piece[] =>
  data.kind === 'events' ? data.rows.map(({ id, values }) => ({ id, unit: values[field], values })) : data.features.map(({ id, properties }) => ({ id, unit: properties[field], values: properties }));

/** Ids and words that stand only in what is of other units. */
function foreignTexts(data: Events | Features, field: string, unit: string): string[] {
  const pieces = piecesOf(data, field);
  const own = JSON.stringify(pieces.filter((piece) => piece.unit === unit));
  return [...new Set(pieces.filter((piece) => piece.unit !== unit).flatMap(({ id, values }) => [id, ...textsOf(values)]))].filter((text) => !own.includes(text));
}

const personalOf = (data: DatasetData): string[] =>
  data.kind !== 'events' ? [] : data.rows.flatMap(({ values }) => data.fields.filter(({ personal }) => personal).flatMap(({ id }) => (typeof values[id] === 'string' ? [values[id]] : [])));

/** Every cell is as the source has it, or `hidden` or `denied` where `mayLack` says so. */
function sameCells(cube: Cube, raw: Cube, mayLack: (at: Readonly<Record<string, string>>, standing: string) => boolean): number {
  let shown = 0;
  const wrong: string[] = [];
  const check = (right: boolean, words: string): void => { if (!right) wrong.push(words); };
  const walk = (at: Readonly<Record<string, string>>, rest: Cube['dimensions']): void => {
    const [dimension, ...others] = rest;
    if (!dimension) {
      const [is, was] = [cellAt(cube, at), cellAt(raw, at)];
      if (is.kind === 'missing') return was.kind === 'missing' ? undefined : check(mayLack(at, is.reason), `${JSON.stringify(at)} is ${is.reason}`);
      shown += 1;
      check(JSON.stringify(is) === JSON.stringify(was), `${JSON.stringify(at)} is another`);
      return check(!mayLack(at, 'denied'), `${JSON.stringify(at)} is shown`);
    }
    for (const { code } of dimension.categories) walk({ ...at, [dimension.id]: code }, others);
  };
  walk({}, cube.dimensions);
  expect(wrong).toEqual([]);
  return shown;
}

function checkWhole(data: DatasetData, raw: DatasetData, small: boolean): void {
  if (data.kind === 'cube' && raw.kind === 'cube') {
    expect(data.dimensions.map(({ id, categories }) => [id, categories.length])).toEqual(raw.dimensions.map(({ id, categories }) => [id, categories.length]));
    expect(sameCells(data, raw, (_at, reason) => small && reason === 'hidden')).toBeGreaterThan(0);
  } else if (data.kind === 'events' && raw.kind === 'events') {
    expect(data.rows.map(({ id }) => id)).toEqual(raw.rows.map(({ id }) => id));
    for (const [at, row] of data.rows.entries()) for (const { id, personal } of raw.fields) expect(row.values[id], id).toEqual(personal ? null : raw.rows[at]?.values[id]);
  } else expect(data).toEqual(raw);
}

function checkOwn(data: DatasetData, raw: DatasetData, field: string, unit: string, text: string): void {
  if (data.kind === 'cube' && raw.kind === 'cube') {
    const own = data.dimensions.find(({ id }) => id === field)?.categories.some(({ code }) => code === unit) ?? false;
    const shown = sameCells(data, raw, (at) => at[field] !== unit);
    expect(shown > 0, 'own figures are there').toBe(own);
    return;
  }
  if (data.kind === 'cube' || raw.kind === 'cube') throw new Error('another shape');
  expect(piecesOf(data, field).map(({ id }) => id).sort()).toEqual(piecesOf(raw, field).filter((piece) => piece.unit === unit).map(({ id }) => id).sort());
  for (const foreign of foreignTexts(raw, field, unit)) expect(text, 'of another unit').not.toContain(foreign);
}

async function checkCell(id: string, name: StandingName, cell: string, visitor: Visitor = bench.people[name]): Promise<void> {
  const unit = ownUnit(STANDINGS[name]);
  const told = await everyForm(id, unit, visitor);
  const raw = await truth(id, unit);
  for (const personal of personalOf(raw)) expect(told.text, `${name} sees a person`).not.toContain(personal);
  if (cell === '-' || cell === '?') {
    expect([name, told.status, told.code]).toEqual([name, cell === '-' ? 403 : 404, cell === '-' ? 'not-allowed' : 'not-found']);
    return;
  }
  expect([name, told.status]).toEqual([name, 200]);
  if (told.data === null) throw new Error('no data');
  if (cell === 'o') checkOwn(told.data, raw, datasetOf(id).unitScope?.field ?? '', unit, told.text);
  else checkWhole(told.data, raw, cell === 's');
}

describe('what each role sees of each dataset', () => {
  it('is told for every dataset of the pack', () => {
    expect(Object.keys(CONTENT).sort()).toEqual(DATASETS.map(({ id }) => id).sort());
    expect(Object.keys(QUESTIONS).sort()).toEqual(Object.keys(CONTENT).sort());
    for (const id of Object.keys(CONTENT)) expect(cells(id), id).toHaveLength(COLUMNS.length);
  });

  it.each(Object.keys(CONTENT))('%s', async (id) => {
    for (const [at, name] of COLUMNS.entries()) await checkCell(id, name, cells(id)[at] ?? '');
  });

  it('of another unit’s question is its public part, without small counts', async () => {
    const raw = await truth('procedure-by-field', otherUnit(STANDINGS.staff));
    const { data } = await everyForm('procedure-by-field', otherUnit(STANDINGS.staff), bench.people.staff);
    if (data?.kind !== 'cube' || raw.kind !== 'cube') throw new Error('no cube');
    const hidden = [...data.status].filter((_, cell) => Number.isNaN(data.values[cell]) && Number.isFinite(raw.values[cell]));
    const small = [...raw.values].filter((value) => value > 0 && value < 3);
    expect(small.length).toBeGreaterThan(0);
    expect(hidden.length).toBeGreaterThanOrEqual(small.length);
    expect([...data.values].filter((value) => value > 0 && value < 3)).toEqual([]);
  });
});

describe('a screen with visitors in its room', () => {
  it('sees what is public and nothing of the rest, from the command until it is taken back', async () => {
    const visitor = await seedVisitor(bench.store, bench.now(), STANDINGS.screen);
    const room = async (mode: 'normal' | 'visitors'): Promise<void> => {
      const { headers } = bench.people['ioc-operator'];
      const told = await askIt(bench.app(), { method: 'POST', url: '/api/wall/commands', headers, body: { screens: [visitor.id], deed: { do: 'room', room: mode }, key: `room-${mode}-key` } });
      expect(told.status).toBe(200);
    };
    const column = (name: StandingName, id: string): string => cells(id)[COLUMNS.indexOf(name)] ?? '';
    const guarded = Object.keys(CONTENT).filter((id) => column('screen', id) === 'a' && '-?'.includes(column('public-screen', id)));
    expect(guarded.length).toBeGreaterThan(5);
    await checkCell('security-systems', 'screen', 'a', visitor);
    await room('visitors');
    for (const id of Object.keys(CONTENT)) await checkCell(id, 'public-screen', column('public-screen', id), visitor);
    const own = await Promise.all(['/api/screen/program', '/api/datasets', '/api/session'].map((url) => askIt(bench.app(), { method: 'GET', url, headers: visitor.headers })));
    for (const id of guarded) {
      const raw = await truth(id, ownUnit(STANDINGS.screen));
      const inside = raw.kind === 'cube' ? [] : piecesOf(raw, '').flatMap(({ id: of, values }) => [of, ...textsOf(values)]);
      const { text } = await everyForm(id, ownUnit(STANDINGS.screen), visitor);
      for (const piece of inside.filter((each) => each.length >= TELLING)) expect(text, id).not.toContain(piece);
      for (const { status, body } of own) expect([status, body.includes(`"${id}"`)]).toEqual([200, false]);
    }
    await room('normal');
    for (const id of guarded) await checkCell(id, 'screen', 'a', visitor);
  });
});

describe('people in an answer', () => {
  const MAY: readonly StandingName[] = ['provincial-leader', 'department-head', 'commune-chair', 'staff'];

  it.each(MAY)('are shown to %s after a purpose, of the own ground, in that session alone; and are never kept', async (name) => {
    const visitor = await seedVisitor(bench.store, bench.now(), STANDINGS[name]);
    const unit = ownUnit(STANDINGS[name]);
    const raw = await truth(DOSSIERS, unit);
    const people = personalOf(raw);
    expect(people.length).toBeGreaterThan(0);
    const stated = await askIt(bench.app(), { method: 'POST', url: '/api/purposes', headers: visitor.headers, body: { dataset: DOSSIERS, purpose: 'inspection', remark: 'hỏi ' } });
    expect(stated.status).toBe(200);

    const told = await everyForm(DOSSIERS, unit, visitor);
    for (const person of people) expect(told.text).toContain(person);
    const elsewhere = await everyForm(DOSSIERS, otherUnit(STANDINGS[name]), visitor);
    expect(elsewhere.status).toBe(name === 'provincial-leader' ? 200 : 403);
    const same = await everyForm(DOSSIERS, unit, bench.people[name]);
    for (const person of people) expect(same.text, 'another session').not.toContain(person);

    const kept = JSON.stringify([await bench.store.db.selectFrom('answer').selectAll().execute(), await bench.store.db.selectFrom('event').selectAll().execute(), await bench.store.db.selectFrom('audit').selectAll().execute(), bench.logged]);
    for (const person of people) expect(kept).not.toContain(person);
    const written = await bench.store.db.selectFrom('audit').select('target').where('action', '=', 'unmask').where('actor', '=', visitor.id).execute();
    expect(written.length).toBeGreaterThanOrEqual(2);

    bench.turn(16 * 60_000);
    const later = await everyForm(DOSSIERS, unit, visitor);
    for (const person of people) expect(later.text, 'after a quarter of an hour').not.toContain(person);
  });
});
