import { describe, expect, it } from 'vitest';
import type { TileStanding } from '@/widget-kit/context';
import { isCutOff, pageTruth, sourceStandings } from './page-truth';

const tile = (instance: string, source: string, state: TileStanding['state'], ageMs: number | null): TileStanding => ({ instance, source, state, ageMs, reach: { [source]: true } });

describe('the line of truth of a page', () => {
  it('takes each source by the worst of its tiles and the oldest of its data', () => {
    const sources = sourceStandings([
      tile('a', 'one-stop', 'LIVE', 1_000),
      tile('b', 'one-stop', 'STALE', 90_000),
      tile('c', 'lgsp', 'LIVE', 5_000),
    ]);
    expect(sources[0]).toEqual({ source: 'one-stop', state: 'STALE', ageMs: 90_000, tiles: 2 });
    expect(sources[1]?.source).toBe('lgsp');
  });

  it('counts sources on time and names the oldest', () => {
    const truth = pageTruth([tile('a', 'one-stop', 'DELAYED', 10), tile('b', 'lgsp', 'LIVE', 20), tile('c', 'documents', 'PROVISIONAL', null)]);
    expect(truth.onTime).toBe(2);
    expect(truth.all).toBe(3);
    expect(truth.oldest?.source).toBe('lgsp');
  });

  it('says nothing of tiles without a source or crashed by themselves', () => {
    expect(pageTruth([tile('a', '', 'LOADING', null), tile('b', 'lgsp', 'CRASHED', null)])).toEqual({ onTime: 0, all: 0, oldest: null });
  });

  it('holds the network to be cut when several sources give no answer at all, not when one fails alone', () => {
    const said = (source: string, reached: boolean | null): TileStanding => ({ ...tile(source, source, 'DELAYED', 1), reach: { [source]: reached } });
    expect(isCutOff([said('one-stop', false), said('lgsp', false)], false)).toBe(true);
    expect(isCutOff([said('one-stop', false), said('lgsp', false), said('documents', true), said('security-centre', null)], false)).toBe(true);
    expect(isCutOff([said('one-stop', false), said('lgsp', true)], false)).toBe(false);
    expect(isCutOff([], false)).toBe(false);
  });

  it('believes a start without the portal until one source is heard', () => {
    const said = (source: string, reached: boolean | null): TileStanding => ({ ...tile(source, source, 'LIVE', 1), reach: { [source]: reached } });
    expect(isCutOff([said('one-stop', null), said('lgsp', null)], true)).toBe(true);
    expect(isCutOff([said('one-stop', null), said('lgsp', true)], true)).toBe(false);
  });
});
