import { describe, expect, it } from 'vitest';
import { aReport, aWallScreen } from './console.fixture';
import { alarmsOf, allAlarms, isOldBuild, presenceOf, SILENT_MS } from './standing';

const MOMENT = { sinceMs: 0, build: 'b2' };
const kinds = (screen: Parameters<typeof alarmsOf>[0], moment = MOMENT): readonly string[] => alarmsOf(screen, moment).map(({ kind }) => kind);

it.each([[null, 0, 'never'], [SILENT_MS, 0, 'present'], [SILENT_MS, 1, 'silent'], [0, SILENT_MS + 1, 'silent']] as const)('unseen for %s ms, %s ms ago: %s', (unseenMs, sinceMs, presence) => {
  expect(presenceOf({ unseenMs }, sinceMs)).toBe(presence);
});

describe('what is wrong with a screen', () => {
  it('is nothing where it fares well, or was never heard', () => {
    expect(kinds(aWallScreen())).toEqual([]);
    expect(kinds(aWallScreen({ report: null, unseenMs: null, seenAt: null }))).toEqual([]);
  });
  it('is its silence alone, however it fared before, and for how long', () => {
    const silent = aWallScreen({ unseenMs: 40_000, report: aReport({ freshness: 'EXPIRED', build: 'b1' }) });
    expect(alarmsOf(silent, { ...MOMENT, sinceMs: 5_000 })).toMatchObject([{ kind: 'silent', ms: 45_000 }]);
  });
  it('is every other thing, worst first', () => {
    expect(kinds(aWallScreen({ report: aReport({ restarts: 2, upMs: 60_000, freshness: 'STALE', build: 'b1' }) }))).toEqual(['restarted', 'stale', 'old-build']);
    expect(kinds(aWallScreen({ report: aReport({ restarts: 2, upMs: 3_600_000 }) }))).toEqual([]);
  });
  it('is not a build that is not told', () => {
    expect(isOldBuild('', 'b2')).toBe(false);
    expect(isOldBuild('b1', '')).toBe(false);
    expect(isOldBuild('b1', 'b2')).toBe(true);
  });
  it('stands in one list by kind, then by name', () => {
    const screens = [
      aWallScreen({ id: 'a', name: 'B', report: aReport({ build: 'b1' }) }), aWallScreen({ id: 'b', name: 'Ă', report: aReport({ build: 'b1' }) }), aWallScreen({ id: 'c', name: 'C', unseenMs: 60_000 }),
    ];
    expect(allAlarms(screens, MOMENT).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['silent C', 'old-build Ă', 'old-build B']);
  });
});
