import { describe, expect, it } from 'vitest';
import { fieldOf, found, readTable, type Entry, type Fault, type Table } from './authoring-view';
import { choiceOf, draftOf, metricsOf } from './draft';
import en from './locales/en.json';
import vi from './locales/vi.json';

const categories = (...labels: string[]) => labels.map((label, at) => ({ code: `${at}`, label, depth: 0, unit: null }));
const body = {
  title: 'Dân số', updated: null,
  dimensions: [
    { id: 'Năm', label: 'Năm', role: 'time', eliminable: false, categories: [{ code: '2025', label: '2025', depth: 0, unit: null }] },
    { id: 'Giới', label: 'Giới tính', role: 'other', eliminable: false, categories: categories('Tổng số', 'Nam', 'Nữ') },
    { id: 'CT', label: 'Chỉ tiêu', role: 'metric', eliminable: false, categories: categories('Dân số', 'Mật độ') },
  ],
  proposal: {
    id: 'dan-so', source: 'statistics-office', dialect: 'pxweb-1', path: 'api/v1/vi/x.px', title: { vi: 'Dân số', en: 'Population' }, description: { vi: 'x', en: 'x' }, owner: { vi: 'x', en: 'x' },
    cadence: { kind: 'periodic', period: 'year', publishedAfterDays: 180, checkSeconds: 86_400 }, classification: 'public', time: { dimension: 'Năm', calendar: 'calendar', pattern: '{year}' },
    metricDimension: 'CT', metrics: [{ from: '0', code: 'dan-so', unit: 'person', divideBy: 0.001 }, { from: '1', code: 'mat-do', unit: null }],
    classifications: [{ dimension: 'Giới', id: 'gioi-tinh' }], fixed: {},
  },
};
const table = (): Table => readTable(body) ?? expect.unreachable();
const draft = () => draftOf(table(), table().proposal);

describe('a draft', () => {
  it('comes back as the choice it was made of, once every unit is chosen', () => {
    const made = draft();
    expect(choiceOf(made).faults).toEqual([{ in: 'choice', place: '/metrics', expected: '', got: 'Mật độ' }]);
    for (const metric of made.metrics) metric.unit ||= 'ratio';
    const { choice, faults } = choiceOf(made);
    expect(faults).toEqual([]);
    const { metrics, ...rest } = body.proposal;
    expect(choice).toEqual({ ...rest, metrics: [metrics[0], { ...metrics[1], unit: 'ratio' }] });
  });

  it('leaves out metrics nobody wants, and holds a dimension at one category', () => {
    const made = draft();
    const [, sex] = made.dimensions;
    if (made.metrics[1] && sex) [made.metrics[1].kept, sex.part, sex.held] = [false, 'fixed', '2'];
    expect(choiceOf(made).choice).toMatchObject({ metrics: [{ from: '0' }], fixed: { Giới: '2' }, classifications: [] });
  });

  it('says what cannot be both, and that something has to be counted', () => {
    const made = draft();
    for (const one of made.dimensions) one.part = 'time';
    made.metrics = metricsOf(undefined, 'Dân số', [], []);
    expect(choiceOf(made).faults.map(fieldOf)).toEqual(['dimensions', 'metrics']);
  });

  it('of a saved choice takes only what that has', () => {
    const { proposal } = table();
    const made = draftOf(table(), { ...proposal, metrics: proposal.metrics.slice(0, 1), classifications: [{ dimension: 'Giới', id: 'sex', codes: ['1'] }] });
    expect(made.metrics.map(({ kept, code }) => [kept, code])).toEqual([[true, 'dan-so'], [false, 'mat-do']]);
    expect(made.dimensions[1]).toMatchObject({ part: 'classification', classId: 'sex', codes: ['1'] });
  });
});

describe('the page', () => {
  it('finds without marks', () => {
    const entries: Entry[] = [{ kind: 'table', id: 'T1', label: 'Diện tích đất', updated: null, path: 'p' }, { kind: 'heading', id: 'h', label: 'Đất đai', updated: null, path: null }];
    expect([found(entries, 'dien tich'), found(entries, 'dat dai'), found(entries, '')].map((list) => list.length)).toEqual([1, 0, 2]);
  });
  it.each<[Fault['in'], string, string]>([
    ['choice', '/time/pattern', 'time'], ['choice', '/fixed', 'dimensions'], ['choice', '/metrics/0/from', 'metrics'], ['dataset', '/title/vi', 'title'], ['dataset', '/classification', 'classification'],
    ['dataset', '/mapping/metric/metrics/x/unit', 'metrics'], ['dataset', '/request/select', 'dimensions'], ['pack', 'base/access.json/roles', 'table'], ['source', '/title', 'table'],
  ])('tells a fault of the %s at %s under %s', (where, place, field) => expect(fieldOf({ in: where, place, expected: '', got: '' })).toBe(field));
  it('says the same in both languages', () => expect(Object.keys(en)).toEqual(Object.keys(vi)));
});
