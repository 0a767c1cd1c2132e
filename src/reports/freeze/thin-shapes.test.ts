import { describe, expect, it } from 'vitest';
import type { Features, Position } from '@/domain/dataset';
import { frozenAnswer } from '../testing/sample-frozen';
import { asKept } from './thin-shapes';

const question = { dataset: 'commune-areas', params: {} };
const answerOf = (data: Features) => {
  const { answer } = frozenAnswer(question, data);
  if (!answer) throw new Error('no answer');
  return answer;
};
/** 130 units of 2,000 corners each: some 10 MB as a source would send them. */
const province: Features = {
  kind: 'features', approximate: false, attribution: 'Sở',
  features: Array.from({ length: 130 }, (_, at) => {
    const ring = Array.from({ length: 2_000 }, (_corner, step): Position => {
      const turn = (step / 2_000) * Math.PI * 2;
      return [104 + (at % 13) * 0.2 + 0.1 * Math.cos(turn) + 1e-5 * Math.sin(step * 2.3), 18 + Math.floor(at / 13) * 0.2 + 0.1 * Math.sin(turn)];
    });
    return { id: String(at), properties: { code: String(at) }, geometry: { type: 'Polygon' as const, coordinates: [[...ring, ...ring.slice(0, 1)]] } };
  }),
};

describe('shapes that a report keeps', () => {
  it('are as fine as a page shows and no larger than its figures', () => {
    const whole = answerOf(province);
    const kept = asKept(whole);
    expect(JSON.stringify(whole.data).length).toBeGreaterThan(8_000_000);
    expect(JSON.stringify(kept.data).length).toBeLessThan(250_000);
    expect(kept.provenance).toEqual(whole.provenance);
    expect(kept.data.kind === 'features' && kept.data.features.map(({ id, properties }) => ({ id, properties }))).toEqual(province.features.map(({ id, properties }) => ({ id, properties })));
    expect(asKept(whole).data).toBe(kept.data);
  });

  it('are left alone where they are points, and so is everything else', () => {
    const points = answerOf({ kind: 'features', approximate: false, features: [{ id: 'p', properties: {}, geometry: { type: 'Point', coordinates: [105.123456789, 19] } }] });
    expect(asKept(points)).toBe(points);
  });
});
