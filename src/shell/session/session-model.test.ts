import { describe, expect, it } from 'vitest';
import type { SessionView } from '@/access/session-view';
import { toInstant } from '@/domain/time';
import { anonymousView, personView, screenView } from './session.fixture';
import { countdown, endingIn, homeDashboard, initialsOf, isSameReader, offeredDashboards, openUntil, signInAddress, unitsOf } from './session-model';

const NOW = toInstant(1_000_000);
const province = {
  dashboards: ['leaders', 'department', 'commune', 'operations'].map((id) => ({ id })),
  defaults: { dashboard: 'leaders' },
} as unknown as Parameters<typeof homeDashboard>[0];
const dashboards = (view: SessionView | null): string[] => offeredDashboards(province, view).map(({ id }) => id);

describe('one reader or another', () => {
  it('a person who signed in again is the same, with the same rights', () => {
    expect(isSameReader(personView(), personView({ csrf: 'another' }))).toBe(true);
  });
  it('other rights, nobody, or another person are not', () => {
    expect(isSameReader(personView(), personView({ identity: 'other-rights' }))).toBe(false);
    expect(isSameReader(personView(), anonymousView())).toBe(false);
    expect(isSameReader(personView(), screenView({ identity: personView().identity }))).toBe(false);
  });
});

describe('dashboards', () => {
  it('are all in direct mode and for a reader of all, else those of the reader in the order of the pack', () => {
    expect(dashboards(null)).toEqual(['leaders', 'department', 'commune', 'operations']);
    expect(dashboards(personView({ dashboards: '*' }))).toHaveLength(4);
    expect(dashboards(personView({ dashboards: ['commune', 'department', 'gone'] }))).toEqual(['department', 'commune']);
  });
  it('open with the reader\'s own, else the province\'s where offered, else the first offered', () => {
    expect(homeDashboard(province, null)).toBe('leaders');
    expect(homeDashboard(province, personView({ landing: 'operations' }))).toBe('operations');
    expect(homeDashboard(province, personView({ landing: 'gone', dashboards: '*' }))).toBe('leaders');
    expect(homeDashboard(province, personView({ landing: null, dashboards: ['commune', 'leaders'] }))).toBe('leaders');
    expect(homeDashboard(province, personView({ landing: null, dashboards: ['commune', 'operations'] }))).toBe('commune');
    expect(homeDashboard(province, personView({ landing: null, dashboards: [] }))).toBe('leaders');
  });
  it('of a screen begin with the first it was set up for', () => {
    expect(homeDashboard(province, screenView({ dashboards: ['operations', 'leaders'] }))).toBe('operations');
  });
});

describe('units', () => {
  it('are the person\'s own first, then those of their roles, each once', () => {
    expect(unitsOf(personView())).toEqual(['H41.06', '16681']);
    expect(unitsOf(anonymousView())).toEqual([]);
    expect(unitsOf(screenView())).toEqual(['40']);
  });
});

describe('time', () => {
  it('a session is about to end in its last two minutes', () => {
    expect(endingIn(personView({ expiresAt: toInstant(NOW + 120_001) }), NOW)).toBeNull();
    expect(endingIn(personView({ expiresAt: toInstant(NOW + 120_000) }), NOW)).toBe(120_000);
    expect(endingIn(personView({ expiresAt: NOW }), NOW)).toBeNull();
    expect(endingIn(anonymousView(), NOW)).toBeNull();
  });
  it('a purpose opens its own dataset until it runs out', () => {
    const view = personView({ purposes: [{ dataset: 'a', purpose: 'inspection', until: toInstant(NOW + 1) }, { dataset: 'a', purpose: 'inspection', until: toInstant(NOW + 9) }] });
    expect(openUntil(view, 'a', NOW)).toBe(NOW + 9);
    expect(openUntil(view, 'a', toInstant(NOW + 9))).toBeNull();
    expect(openUntil(view, 'b', NOW)).toBeNull();
    expect(openUntil(null, 'a', NOW)).toBeNull();
  });
  it('counts down to nothing', () => {
    expect([899_001, 61_000, 60_000, 999, 0, -5].map(countdown)).toEqual(['15:00', '1:01', '1:00', '0:01', '0:00', '0:00']);
  });
});

describe('words', () => {
  it('initials are of family and given name', () => {
    expect(['Nguyễn Văn An', 'Đặng', '  ứng  hoè ', ''].map(initialsOf)).toEqual(['NA', 'Đ', 'ỨH', '?']);
  });
  it('signing in comes back to the same place, without the reason of the last try', () => {
    expect(signInAddress('/dashboards/leaders?unit=16681&sign-in=cancelled')).toBe('/auth/login?returnTo=%2Fdashboards%2Fleaders%3Funit%3D16681');
    expect(signInAddress('/?sign-in=x')).toBe('/auth/login?returnTo=%2F');
  });
  it('signing in at the front page comes back to one\'s own', () => {
    expect(signInAddress('/dashboards/leaders', '/dashboards/leaders')).toBe('/auth/login?returnTo=%2F');
    expect(signInAddress('/dashboards/leaders?unit=16681', '/dashboards/leaders')).toBe('/auth/login?returnTo=%2Fdashboards%2Fleaders%3Funit%3D16681');
  });
});
