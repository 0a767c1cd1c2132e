import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFormat } from '@/format/create-format';
import { shareText, tallyOf } from './duty-tally';
import { DUTY_STATES } from './parse-report';

const { number } = createFormat('vi');

describe('how duties stand', () => {
  it('adds up, and what is not due yet counts for no share', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...DUTY_STATES)), (states) => {
      const tally = tallyOf(states.map((state) => ({ state })));
      expect(tally.missing + tally.late + tally.due + tally['on-time']).toBe(tally.owed);
      expect(tally.judged).toBe(tally.owed - tally.due);
      expect(tally.onTime === null).toBe(tally.judged === 0);
      if (tally.onTime !== null) expect(tally.onTime === 1).toBe(tally.late === 0 && tally.missing === 0);
    }));
  });
  it('says 100 % only of all', () => {
    const said = (share: number): string => shareText(share, (value, decimals) => number(value, decimals));
    expect([1, 0, 0.5, 129 / 130, 9_999 / 10_000, 0.291, 2 / 3].map(said)).toEqual(['100%', '0%', '50%', '99,2%', '99,9%', '29,1%', '66,6%']);
    fc.assert(fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (of, late) => { expect(said((of - Math.min(late, of)) / of) === '100%').toBe(Math.min(late, of) === 0); }));
  });
});
