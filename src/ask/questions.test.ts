import { describe, expect, it } from 'vitest';
import { fold } from '@/domain/fold';
import { periodText } from '@/domain/period/text';
import { SAMPLE_NOW } from '@/widget-kit/testing/sample-province';
import questions from './questions.json';
import type { Reading } from './reading';
import { shippedProvince } from './shipped-pack.fixture';
import { understand } from './understand';
import { vocabularyOf } from './vocabulary';

const vocabulary = vocabularyOf(shippedProvince());
const read = (question: string): Reading => understand(question, vocabulary, SAMPLE_NOW);

/** `units commune 5 largest`: by what, level, how many, in which order. */
const splitText = (reading: Extract<Reading, { kind: 'figure' }>): string => {
  if (reading.breakdown !== 'units') return reading.breakdown;
  return ['units', reading.level ?? '-', ...(reading.top ? [reading.top.count, reading.top.order] : [])].join(' ');
};
const told = (reading: Reading) =>
  reading.kind === 'figure'
    ? { indicator: reading.indicator, period: periodText(reading.period), unit: reading.unit, comparison: reading.comparison, breakdown: splitText(reading) }
    : { why: reading.why };

describe('every question of the list is read as its asker meant it', () => {
  it.each(questions.map((row) => [row.ask, row] as const))('%s', (ask, { ask: _asked, ...row }) => {
    const reading = read(ask);
    const { offers, ...expected } = { offers: undefined, ...row };
    expect(told(reading)).toEqual(expected);
    if (offers !== undefined) expect(reading.alternatives.indicators.map(({ indicator }) => indicator)).toContain(offers);
  });

  it('and the same without accents, in capitals, decomposed and with noise', () => {
    for (const { ask } of questions) {
      const expected = told(read(ask));
      for (const noisy of [fold(ask), ask.toUpperCase(), ask.normalize('NFD'), `  ${ask.replaceAll(' ', '   ')} ?? `]) expect(told(read(noisy)), noisy).toEqual(expected);
    }
  });

  it('is long enough, half of it without accents, and holds what must not be read', () => {
    expect(questions.length).toBeGreaterThanOrEqual(220);
    expect(questions.filter(({ ask }) => ask === fold(ask) || !/[à-ỹđ]/i.test(ask)).length).toBeGreaterThanOrEqual(questions.length * 0.4);
    expect(questions.filter((row) => 'why' in row).length).toBeGreaterThanOrEqual(25);
  });
});
