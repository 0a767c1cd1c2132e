import { queryKey, type Dataset, type DatasetQuery, type Source } from '@/domain/dataset';
import type { SourceHealth } from '@/federation/health';
import { HELD_HEALTH } from '@/federation/portal-health';
import type { SourceError } from '@/federation/source-error';
import type { Core } from '../core';
import type { Admitted } from './admit';
import type { Failures } from './failures';
import type { Followed } from './followed';

/** While somebody looks, a source that nobody asked for this long is asked, ms: that one is cut has to be seen within 5 s. */
const BEAT_MS = 2_500;
/** Somebody who looked this short a while ago still looks, ms. */
const LOOKED_MS = 20_000;
/** A province looked at for the first time is not asked all at once. */
const BEATS_A_TICK = 12;

/** A question put only to hear whether its source answers as it did; the answer is given to nobody. */
export interface Beat {
  /** Shared with the same question of a page, so that both together keep to one back-off. */
  readonly key: string;
  readonly dataset: Dataset;
  readonly query: DatasetQuery;
  /** Null where no page asked it. */
  readonly admitted: Admitted | null;
}

export interface HeartbeatParts {
  readonly core: Pick<Core, 'clock'> & { readonly province: Pick<Core['province'], 'current'> };
  readonly health: () => readonly SourceHealth[];
  readonly followed: Followed;
  readonly failures: Failures;
  /** Bytes of the latest answer to a question; null where there is none. */
  readonly weigh: (key: string) => number | null;
  /** Never throws for an expected failure. */
  readonly ask: (beat: Beat) => Promise<SourceError | null>;
  /** Renews what pages were told of the sources' health; false where it has to be tried again. */
  readonly tell: () => boolean;
}

/** Listens to every source while somebody looks at how they fare, and tells the pages at once when one turns. */
export interface Heartbeat {
  readonly look: () => void;
  readonly know: (question: Admitted) => void;
  /** A source was asked: where it stands otherwise than before, pages are told. */
  readonly heard: (source: string) => void;
  readonly tick: () => void;
  readonly clear: () => void;
}

export const isOwnHealth = ({ dataset, province }: Admitted): boolean => province.sources.get(dataset.source)?.settings['held'] === HELD_HEALTH;

export function createHeartbeat(parts: HeartbeatParts): Heartbeat {
  const { core: { province, clock }, failures } = parts;
  const known = new Map<string, Admitted>();
  const underWay = new Set<string>();
  const standings = new Map<string, string>();
  let lookedAt = -Infinity;
  let untold = false;

  function heard(source: string): void {
    const health = parts.health().find((each) => each.source === source);
    if (!health) return;
    const standing = [health.state, health.failing, health.failing ? health.lastError?.kind : '', health.failing ? health.lastError?.pointer : ''].join(' ');
    if (standings.get(source) === standing) return;
    standings.set(source, standing);
    untold = !parts.tell();
  }

  async function beat(one: Beat): Promise<void> {
    const { source } = one.dataset;
    underWay.add(source);
    try {
      const error = await parts.ask(one);
      if (error === null) failures.clear(one.key);
      else if (error.kind !== 'cancelled') failures.note(one.key, error, clock());
    } finally {
      underWay.delete(source);
    }
    heard(source);
  }

  return {
    look: () => { lookedAt = clock(); },
    know: (question) => void known.set(question.dataset.id, question),
    heard,
    tick() {
      const now = clock();
      if (untold) untold = !parts.tell();
      if (now - lookedAt > LOOKED_MS) return;
      const lightest = lightestOf(parts, now);
      const health = new Map(parts.health().map((each) => [each.source, each]));
      const { sources, datasets } = province.current();
      const due = [...sources.values()].filter((source) => !underWay.has(source.id) && isDue(source, health.get(source.id), now)).flatMap(({ id }) => {
        const one = health.get(id);
        // What was not understood of one dataset is not mended by another.
        const failing = one?.failing ? one.lastError?.dataset ?? '' : '';
        const own = [...datasets.values()].filter(({ source }) => source === id);
        // One that pages ask has its back-off under their key.
        const plain = own.filter((each) => !known.has(each.id) && isPlain(each));
        const candidates = [known.get(failing), plain.find((each) => each.id === failing), lightest.get(id), plain[0], ...own.map((each) => known.get(each.id))];
        return candidates.flatMap(beatOf).find(({ key }) => failures.mayAsk(key, now)) ?? [];
      });
      for (const one of due.slice(0, BEATS_A_TICK)) void beat(one);
    },
    clear() {
      known.clear();
      standings.clear();
    },
  };
}

function isDue({ settings }: Source, health: SourceHealth | undefined, now: number): boolean {
  // What the gateway holds itself cannot be cut off.
  if (settings['held'] !== undefined || health?.state === 'open' || health?.state === 'held') return false;
  return now - Math.max(health?.lastRead ?? -Infinity, health?.lastSuccess ?? -Infinity, health?.lastFailure ?? -Infinity) >= BEAT_MS;
}

/** Of the questions pages follow, the lightest of each source. */
function lightestOf({ followed, weigh }: HeartbeatParts, now: number): ReadonlyMap<string, Admitted> {
  const lightest = new Map<string, { readonly question: Admitted; readonly weight: number }>();
  for (const question of followed.all(now)) {
    const weight = weigh(question.key) ?? Infinity;
    const found = lightest.get(question.dataset.source);
    if (!found || weight < found.weight) lightest.set(question.dataset.source, { question, weight });
  }
  return new Map([...lightest].map(([source, { question }]) => [source, question]));
}

/** Asked without naming anything. */
const isPlain = ({ parameters }: Dataset): boolean => !parameters.some(({ required }) => required);

function beatOf(question: Admitted | Dataset | undefined): Beat[] {
  if (!question) return [];
  if ('key' in question) return [{ key: question.key, dataset: question.dataset, query: question.query, admitted: question }];
  const query = { dataset: question.id, params: {} };
  return [{ key: `beat ${queryKey(query)}`, dataset: question, query, admitted: null }];
}
