import type { TileStanding, TileState } from '@/widget-kit/context';

/** One source as the page sees it: the worst of the tiles that draw from it. */
export interface SourceStanding {
  readonly source: string;
  readonly state: TileState;
  readonly ageMs: number | null;
  readonly tiles: number;
}

const ON_TIME: ReadonlySet<TileState> = new Set(['LIVE', 'PROVISIONAL', 'NO-DATA', 'DENIED']);
const RANK: readonly TileState[] = ['ERROR', 'EXPIRED', 'STALE', 'OFFLINE', 'PARTIAL', 'DELAYED', 'LOADING', 'NO-DATA', 'PROVISIONAL', 'LIVE', 'DENIED', 'CRASHED'];

/** Sources of a page, worst and oldest first. Tiles that crashed say nothing about a source. */
export function sourceStandings(tiles: Iterable<TileStanding>): readonly SourceStanding[] {
  const bySource = new Map<string, SourceStanding>();
  for (const tile of tiles) {
    if (tile.source === '' || tile.state === 'CRASHED') continue;
    const known = bySource.get(tile.source);
    const worse = !known || RANK.indexOf(tile.state) < RANK.indexOf(known.state);
    bySource.set(tile.source, {
      source: tile.source,
      state: worse ? tile.state : known.state,
      ageMs: Math.max(known?.ageMs ?? -1, tile.ageMs ?? -1) < 0 ? null : Math.max(known?.ageMs ?? 0, tile.ageMs ?? 0),
      tiles: (known?.tiles ?? 0) + 1,
    });
  }
  return [...bySource.values()].sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state) || (b.ageMs ?? 0) - (a.ageMs ?? 0));
}

/** "5/6 sources on time", and the one whose data is oldest. */
export interface PageTruth {
  readonly onTime: number;
  readonly all: number;
  readonly oldest: SourceStanding | null;
}

export function pageTruth(tiles: Iterable<TileStanding>): PageTruth {
  const sources = sourceStandings(tiles);
  const aged = sources.filter((one) => one.ageMs !== null);
  return {
    onTime: sources.filter((one) => ON_TIME.has(one.state)).length,
    all: sources.length,
    oldest: aged.reduce<SourceStanding | null>((oldest, one) => ((one.ageMs ?? 0) > (oldest?.ageMs ?? -1) ? one : oldest), null),
  };
}

/**
 * The portal itself cannot be reached, though the device believes in its network: it did not answer at start-up and no
 * source has been heard since, or two sources and at least half of all fail without any answer. One source that fails
 * alone is that source's trouble.
 */
export function isCutOff(tiles: Iterable<TileStanding>, startedCutOff: boolean): boolean {
  const sources = new Map<string, boolean | null>();
  for (const { reach } of tiles) {
    for (const [source, reached] of Object.entries(reach)) sources.set(source, reached === false || sources.get(source) === false ? false : (reached ?? sources.get(source) ?? null));
  }
  const each = [...sources.values()];
  const out = each.filter((reached) => reached === false).length;
  return (startedCutOff && !each.includes(true)) || (out > 1 && out * 2 >= each.length);
}
