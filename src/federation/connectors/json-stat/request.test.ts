import { describe, expect, it } from 'vitest';
import type { DatasetSpec, Params } from '../../connector';
import { settled } from '../../fault';
import { plan } from './request';
import { sampleDataset } from './sample';
import { askedCodes, periodOfCode, timeCodes } from './time-codes';

const dataset = (request: object, mapping: object = sampleDataset.mapping): DatasetSpec => ({ ...sampleDataset, parameters: [...sampleDataset.parameters, { name: 'period', required: false }, { name: 'periods', required: false }], request: request as DatasetSpec['request'], mapping: mapping as DatasetSpec['mapping'] });
const asked = (request: object, params: Params, mapping?: object) => plan(dataset(request, mapping), params);
const range = { from: 'calendar:2026-08', to: 'calendar:2026-10' };

describe('a question to PxWeb', () => {
  it('v1: posts a query that only reads, and may be asked again', () => {
    const question = asked({ ...sampleDataset.request, select: { 'Chỉ tiêu': '*', Tháng: '{from}..{to}', Vùng: ['40'], Nguồn: 'top:3' } }, range);
    expect(question).toMatchObject({ method: 'POST', path: 'vi/KTXH/V10.01.px', query: [], idempotent: true });
    expect(JSON.parse(question.body ?? '')).toEqual({
      query: [
        { code: 'Chỉ tiêu', selection: { filter: 'all', values: ['*'] } },
        { code: 'Tháng', selection: { filter: 'item', values: ['2026M08', '2026M09', '2026M10'] } },
        { code: 'Vùng', selection: { filter: 'item', values: ['40'] } },
        { code: 'Nguồn', selection: { filter: 'top', values: ['3'] } },
      ],
      response: { format: 'json-stat2' },
    });
    expect(JSON.parse(asked({ ...sampleDataset.request, format: 'json-stat' }, range).body ?? '')).toMatchObject({ response: { format: 'json-stat' } });
  });

  it('v2: gets values by code', () => {
    const question = asked({ dialect: 'pxweb-2', path: 'tables/V10.01/data', language: 'vi', select: { 'Chỉ tiêu': '*', Tháng: '{from}..{to}', Nguồn: 'top:3' } }, range);
    expect(question).toMatchObject({ method: 'GET', body: null, path: 'tables/V10.01/data', query: [['lang', 'vi'], ['valueCodes[Chỉ tiêu]', '*'], ['valueCodes[Tháng]', '2026M08,2026M09,2026M10'], ['valueCodes[Nguồn]', 'top(3)'], ['outputFormat', 'json-stat2']] });
  });

  it('takes a file whole', () => expect(asked({ dialect: 'file', path: 'xuat/ktxh.json' }, range)).toEqual({ method: 'GET', path: 'xuat/ktxh.json', query: [], headers: {}, body: null, idempotent: true }));

  it('asks for one period, or a list of them', () => {
    const values = (select: object, params: Params) => (JSON.parse(asked({ ...sampleDataset.request, select }, params).body ?? '') as { query: { selection: { values: string[] } }[] }).query[0]?.selection.values;
    expect(values({ Tháng: '{period}' }, { period: 'calendar:2026-10' })).toEqual(['2026M10']);
    expect(values({ Tháng: '{periods}' }, { periods: ['calendar:2025-10', 'calendar:2026-10'] })).toEqual(['2025M10', '2026M10']);
  });

  it.each([
    [{ dialect: 'pxweb-3', path: 'x' }, '/request/dialect'], [{ dialect: 'pxweb-1', path: '' }, '/request/path'], [{ dialect: 'pxweb-1', path: 'x', select: { a: '{nam}' } }, '/request/select/a'],
    [{ dialect: 'pxweb-1', path: 'x', select: { a: 'last' } }, '/request/select/a'], [{ dialect: 'pxweb-1', path: 'x', select: { a: [] } }, '/request/select/a'], [{ dialect: 'file', path: 'x', select: { a: '*' } }, '/request/select'], [{ dialect: 'file', path: 'x', selct: {} }, '/request/selct'],
  ])('refuses %j', (request, pointer) => expect(settled(() => asked(request, range))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer } }));

  it('refuses a range of two kinds, and what is no period', () => {
    expect(settled(() => asked(sampleDataset.request, { from: 'calendar:2026-08', to: 'calendar:2026-Q3' }))).toMatchObject({ ok: false, error: { pointer: '/params/to' } });
    expect(settled(() => asked(sampleDataset.request, { from: '2026M08', to: 'calendar:2026-10' }))).toMatchObject({ ok: false, error: { pointer: '/params/from' } });
  });
});

describe('time codes', () => {
  const of = (text: string, pattern?: string, nineMonths = false) => settled(() => periodOfCode(text, timeCodes(pattern, nineMonths, '/p'), 'statistical', '/t').code);

  it.each([
    ['2026', undefined, '2026'], ['2026M10', undefined, '2026-10'], ['2026Q3', undefined, '2026-Q3'], ['2026K3', undefined, '2026-Q3'], ['2026H1', undefined, '2026-H1'], ['2026W47', undefined, '2026-W47'], ['2026-10', undefined, '2026-10'], ['2026-11-20', undefined, '2026-11-20'],
    ['10/2026', '{month}/{year}', '2026-10'], ['Tháng 1/2026', 'Tháng {month}/{year}', '2026-01'], ['Quý 3 năm 2026', 'Quý {quarter} năm {year}', '2026-Q3'], ['20.11.2026', '{day:2}.{month:2}.{year}', '2026-11-20'], [' 2026M10 ', '{year}M{month:2}', '2026-10'],
  ])('%s by %s is %s', (text, pattern, code) => expect(of(text, pattern)).toEqual({ ok: true, value: code }));

  it('may mean nine months', () => expect(of('9T 2026', '9T {year}', true)).toEqual({ ok: true, value: '2026-9M' }));

  it.each([['2026M13', undefined], ['2026M00', undefined], ['2026Q5', undefined], ['2026-00', undefined], ['2026M1', '{year}M{month:2}'], ['x2026M10', '{year}M{month:2}'], ['Cả năm', undefined], ['2026M10\n', '{year}Q{quarter}']])(
    '%j is none', (text, pattern) => expect(of(text, pattern)).toMatchObject({ ok: false, error: { kind: 'malformed', pointer: '/t' } }));

  it('writes what it reads', () => {
    for (const [pattern, text] of [['{year}M{month:2}', 'calendar:2026-01'], ['T{month}/{year}', 'calendar:2026-01'], ['{year}Q{quarter}', 'calendar:2026-Q4'], ['{year}', 'calendar:2026'], ['{year}-{month:2}-{day:2}', 'calendar:2026-02-28']] as const) {
      const codes = timeCodes(pattern, false, '/p');
      expect(askedCodes(text, undefined, codes).map((code) => `calendar:${codes.read(code)}`)).toEqual([text]);
    }
  });

  it('needs a year', () => expect(settled(() => timeCodes('M{month}', false, '/p'))).toMatchObject({ ok: false, error: { kind: 'misconfigured', pointer: '/p' } }));
});
