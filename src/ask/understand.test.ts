import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '@/domain/fold';
import { SAMPLE_NOW } from '@/widget-kit/testing/sample-province';
import { shippedProvince } from './shipped-pack.fixture';
import { LONGEST_QUESTION, understand } from './understand';
import { vocabularyOf } from './vocabulary';

const province = shippedProvince();
const vocabulary = vocabularyOf(province);
const read = (question: string) => understand(question, vocabulary, SAMPLE_NOW);
const meaning = (question: string): string => {
  const reading = read(question);
  return JSON.stringify(reading.kind === 'figure' ? [reading.indicator, reading.unit, reading.period, reading.comparison, reading.breakdown, reading.level, reading.top] : [reading.why, reading.unit]);
};

const INDICATORS = ['tỷ lệ hồ sơ đúng hạn', 'hồ sơ quá hạn', 'hồ sơ tiếp nhận', 'tỷ lệ hồ sơ nộp trực tuyến'];
const UNITS = ['Sở Y tế', 'xã Tri Lễ', 'phường Trường Vinh', 'toàn tỉnh', ''];
const PERIODS = ['tháng 10', 'quý 3', 'năm 2025', '6 tháng đầu năm', 'tháng trước', 'hôm qua', ''];
const COMPARISONS = ['so với cùng kỳ', 'so với kế hoạch', ''];
const SPLITS = ['theo tháng', ''];
const parts = fc.tuple(...[INDICATORS, UNITS, PERIODS, COMPARISONS, SPLITS].map((words) => fc.constantFrom(...words)));
/** Words the readers know, in no order: what a hasty hand might type. */
const salad = fc.array(fc.constantFrom(...[...INDICATORS, ...UNITS, ...PERIODS, ...COMPARISONS, 'so', 'nhất', 'theo', 'tháng', '6', '2025', 'cùng', 'tỷ lệ', 'top', 'xã', '/', 'lũy kế', 'huyện Diễn Châu', 'GRDP', 'từ đầu năm'].join(' ').split(' ')), { maxLength: 30 }).map((words) => words.join(' '));
const anything = fc.oneof(salad, fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ unit: 'binary', maxLength: 120 }));

describe('laws of reading', () => {
  it('accents, case and composition change nothing', () => {
    fc.assert(fc.property(fc.oneof(salad, parts.map((words) => words.join(' '))), (question) => {
      for (const other of [fold(question), question.toUpperCase(), question.normalize('NFD')]) expect(meaning(other)).toBe(meaning(question));
    }), { numRuns: 150 });
  });

  it('the order of the parts changes nothing', () => {
    fc.assert(fc.property(parts.chain((words) => fc.tuple(fc.constant(words), fc.shuffledSubarray([...words], { minLength: words.length }))), ([words, shuffled]) => {
      expect(meaning(shuffled.join(', '))).toBe(meaning(words.join(', ')));
    }), { numRuns: 150 });
  });

  it('a reading names only what the province has, and its words are those of the question', () => {
    fc.assert(fc.property(anything, (question) => {
      const reading = read(question);
      const { indicators, units } = reading.alternatives;
      const cards = [...indicators.map(({ indicator }) => indicator), ...(reading.kind === 'figure' ? [reading.indicator] : [])];
      const codes = [...units, ...(reading.unit === null ? [] : [reading.unit])];
      expect(cards.filter((id) => !province.indicators.has(id))).toEqual([]);
      expect(codes.filter((code) => !province.units.all.some((unit) => unit.code === code))).toEqual([]);
      for (const { text } of reading.parts) expect(question.normalize('NFC')).toContain(text);
      for (const word of reading.unread) expect(question.normalize('NFC')).toContain(word);
      if (reading.kind === 'figure') expect(reading.score).toBeGreaterThan(0.7);
    }), { numRuns: 300 });
  });

  it('any text is answered, and soon: the longest question and one that is none', () => {
    const longest = 'tỷ lệ hồ sơ quá hạn '.repeat(40).slice(0, LONGEST_QUESTION);
    const started = performance.now();
    for (const text of [longest, 'a '.repeat(200), '1/'.repeat(200), 'đ'.repeat(400), '́'.repeat(400)]) expect(['figure', 'not-understood']).toContain(read(text).kind);
    for (const text of ['hồ sơ '.repeat(2_000), 'x'.repeat(10_000), '\ud800'.repeat(5_000)]) expect(read(text)).toMatchObject({ kind: 'not-understood', why: 'too-long' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('how it understood', () => {
  it('is told word by word', () => {
    expect(read('Cho tôi xem tỷ lệ hồ sơ đúng hạn của Sở Y tế tháng 10/2026 so với cùng kỳ nhé bạn').parts).toEqual([
      { text: 'tỷ lệ hồ sơ đúng hạn', meaning: 'indicator' }, { text: 'Sở Y tế', meaning: 'unit' }, { text: 'tháng 10/2026', meaning: 'period' }, { text: 'so với cùng kỳ', meaning: 'comparison' },
    ]);
  });
  it('names words nothing was made of', () => {
    expect(read('tỷ lệ hồ sơ giải quyết đúng hạn tháng 10 zzz')).toMatchObject({ kind: 'figure', unread: ['zzz'] });
  });
  it('offers what else may be meant, likely first', () => {
    const { alternatives } = read('tỷ lệ hồ sơ quá hạn tháng 10');
    expect(alternatives.indicators.map(({ indicator }) => indicator)).toContain('overdue-dossiers');
    expect(alternatives.indicators.map(({ score }) => score)).toEqual(alternatives.indicators.map(({ score }) => score).sort((a, b) => b - a));
  });
  it('says of a district that it ended, and who stands on its ground', () => {
    const reading = read('hồ sơ quá hạn huyện Diễn Châu');
    expect(reading).toMatchObject({ kind: 'not-understood', why: 'unit-ended', unit: '425' });
    expect(reading.alternatives.units).toContain('17464');
  });
  it('knows a department by its former name, and that an indicator has periods of its own', () => {
    expect(read('hồ sơ quá hạn Sở Tài nguyên và Môi trường')).toMatchObject({ unit: 'H41.06', notes: ['former-name'] });
    expect(read('GRDP bình quân đầu người tháng 10')).toMatchObject({ notes: ['own-period'] });
  });
});

it('every word the packs add is of something they have', () => {
  const words = province.vocabulary;
  expect([...(words?.indicators.keys() ?? [])].filter((id) => !province.indicators.has(id))).toEqual([]);
  expect([...(words?.units.keys() ?? [])].filter((code) => !province.units.all.some((unit) => unit.code === code && unit.validTo === null))).toEqual([]);
});
