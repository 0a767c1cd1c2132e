import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fontOfAngle, pictureHeightMm, readableFromM, READING_ARC_MINUTES, rootFontSize, smallestText } from './legibility';

const hd = { diagonalInches: 55, width: 1920, height: 1080 };
const uhd = { diagonalInches: 55, width: 3840, height: 2160 };

describe('the smallest text of a wall', () => {
  it('knows how high a picture is', () => {
    expect(pictureHeightMm(hd)).toBeCloseTo(684.9, 1);
  });

  it('is what geometry says: 10 minutes of arc at 5 m are 14.54 mm', () => {
    expect(fontOfAngle(hd, 5, 10)).toBeCloseTo((14.544 / 0.7) * (1080 / 684.9), 1);
    expect(smallestText(hd, 5)).toBeCloseTo(32.8, 1);
    expect(smallestText(hd, 5, READING_ARC_MINUTES)).toBeCloseTo(52.4, 1);
  });

  it('is never below a 54th of the height', () => {
    expect([smallestText(hd, 1), smallestText(uhd, 1)]).toEqual([20, 40]);
    expect(readableFromM(hd, 20)).toBeCloseTo(3.05, 2);
  });

  it('is the same height on the wall whatever the resolution, grows with the distance and shrinks with the display', () => {
    const metres = fc.double({ min: 0.5, max: 30, noNaN: true });
    fc.assert(fc.property(metres, metres, fc.integer({ min: 32, max: 110 }), (a, b, diagonalInches) => {
      const [near, far] = [Math.min(a, b), Math.max(a, b)];
      expect(smallestText({ ...uhd, diagonalInches }, a)).toBeCloseTo(2 * smallestText({ ...hd, diagonalInches }, a), 6);
      expect(smallestText({ ...hd, diagonalInches }, far)).toBeGreaterThanOrEqual(smallestText({ ...hd, diagonalInches }, near));
      expect(smallestText({ ...hd, diagonalInches: diagonalInches + 10 }, a)).toBeLessThanOrEqual(smallestText({ ...hd, diagonalInches }, a));
      expect(readableFromM({ ...hd, diagonalInches }, fontOfAngle({ ...hd, diagonalInches }, a, 10))).toBeCloseTo(a, 6);
    }));
  });
});

it('the root font follows window, display and distance, within what dashboards bear', () => {
  const window = { width: 1920, height: 1080 };
  expect([rootFontSize(window, null, null), rootFontSize(window, hd, 3), rootFontSize({ width: 3840, height: 2160 }, uhd, 3)]).toEqual([16, 16, 32]);
  expect(rootFontSize(window, hd, 3.5)).toBeCloseTo(smallestText(hd, 3.5) / 1.25, 6);
  // Five metres before 55 inches are borne, twelve are not.
  expect(rootFontSize(window, hd, 5) * 1.25).toBeCloseTo(smallestText(hd, 5), 6);
  expect(rootFontSize(window, hd, 12)).toBeCloseTo(26.4, 6);
});
