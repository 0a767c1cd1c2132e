import { describe, expect, it } from 'vitest';
import type { DatasetSpec, HttpQuestion, Params } from '../../connector';
import { settled } from '../../fault';
import { plan } from './request';
import { sampleDataset } from './sample';

const parameters = ['unit', 'period', 'from', 'to', 'level', 'units', 'periods'].map((name) => ({ name, required: false }));
const dataset = (request: object): DatasetSpec => ({ ...sampleDataset, parameters, request: request as DatasetSpec['request'] });
const asked = (request: object, params: Params): HttpQuestion => plan(dataset(request), params);
const fault = (request: object, params: Params = {}) => settled(() => asked(request, params));

describe('a question over HTTP', () => {
  it('fills periods in the calendar they are of', () => {
    const query = { a: '{period.start}', b: '{period.end}', c: '{period.lastDay}', d: '{period.code}', e: '{period.text}', f: '{period.kind}', g: '{period.calendar}', h: '{period.year}', i: '{period.index}', j: '{period}' };
    expect(asked({ path: 'x', query }, { period: 'administrative:2026-11' }).query).toEqual([
      ['a', '2026-10-15'], ['b', '2026-11-15'], ['c', '2026-11-14'], ['d', '2026-11'], ['e', 'administrative:2026-11'], ['f', 'month'], ['g', 'administrative'], ['h', '2026'], ['i', '11'], ['j', 'administrative:2026-11'],
    ]);
  });

  it('writes dates as the source wants them', () => {
    expect(asked({ path: 'x', query: { tu: '{from.start:dd/MM/yyyy}', den: '{to.lastDay:yyyyMMdd}' } }, { from: 'calendar:2026-01-05', to: 'calendar:2026-02' }).query).toEqual([['tu', '05/01/2026'], ['den', '20260228']]);
  });

  it('repeats an entry for each element of a list, and several holes of one list together', () => {
    const request = { path: 'x', query: { donVi: '{units}', ky: '{periods.text}|{periods.start}|{periods.lastDay}' } };
    expect(asked(request, { units: ['40', '16681'], periods: ['calendar:2026-09', 'calendar:2026-10'] }).query).toEqual([
      ['donVi', '40'], ['donVi', '16681'], ['ky', 'calendar:2026-09|2026-09-01|2026-09-30'], ['ky', 'calendar:2026-10|2026-10-01|2026-10-31'],
    ]);
  });

  it('drops an entry whose parameter is absent', () => expect(asked({ path: 'x', query: { cap: '{level}', v: '2' } }, {}).query).toEqual([['v', '2']]));

  it('encodes what it puts into a path, so that a value stays one segment', () => {
    expect(asked({ path: 'don-vi/{unit}/ho-so' }, { unit: 'H41.05' }).path).toBe('don-vi/H41.05/ho-so');
    expect(asked({ path: 'don-vi/{unit}' }, { unit: 'a/b?c#d' }).path).toBe('don-vi/a%2Fb%3Fc%23d');
  });

  it('puts a value in as it is, whatever it looks like', () => expect(asked({ path: 'x', query: { q: '<{unit}>' } }, { unit: '$& {period} {level}' }).query).toEqual([['q', '<$& {period} {level}>']]));

  it('fills a body: lists, numbers of a year, absent parameters left out', () => {
    const body = { nam: '{period.year}', ky: { tu: '{period.start}' }, donVi: '{units}', cap: '{level}', loai: ['{unit}', '{level}', 'x'], co: true, so: 3 };
    const question = asked({ method: 'POST', path: 'x', body }, { period: 'calendar:2026-10', units: ['40'], unit: '40' });
    expect(JSON.parse(question.body ?? '')).toEqual({ nam: 2026, ky: { tu: '2026-10-01' }, donVi: ['40'], loai: ['40', 'x'], co: true, so: 3 });
    expect([question.headers['Content-Type'], question.idempotent]).toEqual(['application/json', false]);
  });

  it('is asked again after a failure when it is a GET, or says that it may', () => {
    expect(asked({ path: 'x' }, {}).idempotent).toBe(true);
    expect(asked({ method: 'POST', path: 'x', body: {}, idempotent: true }, {}).idempotent).toBe(true);
  });

  it.each([
    [{ path: 'x', query: { a: '{perid}' } }, '/request/query/a'], [{ path: 'x', query: { a: '{period.month}' } }, '/request/query/a'], [{ path: 'x', query: { a: '{period.code:dd}' } }, '/request/query/a'],
    [{ path: 'x', query: { a: '{period' } }, '/request/query/a'], [{ path: 'x', query: { a: 5 } }, '/request/query/a'], [{}, '/request/path'], [{ path: 'x', url: 'y' }, '/request/url'],
    [{ path: 'x', method: 'DELETE' }, '/request/method'], [{ path: 'x', body: {} }, '/request/body'], [{ path: 'x', method: 'POST', body: { a: ['{b}'] } }, '/request/body/a/0'],
    [{ path: 'x', headers: { Authorization: 'Bearer x' } }, '/request/headers/Authorization'], [{ path: 'x', headers: { Cookie: 'a=b' } }, '/request/headers/Cookie'],
    [{ path: 'x', headers: { 'X-Forwarded-For': '127.0.0.1' } }, '/request/headers/X-Forwarded-For'], [{ path: 'x', headers: { 'X-A': 'a\r\nX-B: c' } }, '/request/headers/X-A'],
  ])('refuses %j', (request, pointer) => expect(fault(request)).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } }));

  it('refuses a parameter that is no period, a list in a path, and two lists in one value', () => {
    expect(fault({ path: 'x', query: { a: '{period.start}' } }, { period: '2026Q5' })).toMatchObject({ error: { kind: 'misconfigured', pointer: '/params/period', got: '"2026Q5"' } });
    expect(fault({ path: '{units}' }, { units: ['a', 'b'] })).toMatchObject({ error: { pointer: '/request/path' } });
    expect(fault({ path: 'x', query: { a: '{units}-{periods}' } }, { units: ['a'], periods: ['b'] })).toMatchObject({ error: { expected: 'one list parameter in a value' } });
  });
});
