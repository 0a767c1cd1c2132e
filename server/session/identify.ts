import type { Actor } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { Core } from '../core';
import type { PortalEvent } from '../events/event-log';
import type { Db } from '../store/store';
import type { Identify } from '../http/route';
import { cookieOf, PORTAL_COOKIE } from './cookies';
import type { PeoplePort } from './people-port';
import { SCREEN_COOKIE, type ScreensPort } from './screens-port';
import { hashOf, isSecret } from './secrets';
import { markSeen, readSession, rolesChangedSince, type SessionRow } from './session-rows';
import type { PersonActor } from './sessions';

/** What is known of a session for a moment. */
export interface KnownSession {
  readonly row: SessionRow;
  readonly actor: PersonActor;
  /** The secret was made before the person's roles changed. */
  readonly toBeTurned: boolean;
}

type RequestHead = Parameters<Identify>[0];

export interface WhoAsks {
  readonly identify: Identify;
  /** The session found for this very request, or behind this very actor. */
  readonly sessionOf: (found: RequestHead | Actor) => KnownSession | null;
  /** A session as it is now, past every cache; null once it has ended. */
  readonly now: (session: string) => Promise<KnownSession | null>;
  readonly drop: (session: string) => void;
  readonly dropPerson: (person: string) => void;
  readonly close: () => void;
}

/** Sessions known at most; more than are ever busy at once. */
const MOST_KNOWN = 20_000;
/** Use is written down at most so often, ms. */
const SEEN_EVERY_MS = 60_000;

interface Cached {
  readonly known: KnownSession;
  readonly until: number;
}

/**
 * Finds who asks from cookies. What was found counts for `identityCacheMs` without looking again, and is dropped at once when an event says
 * that a session ended or rights changed: so a right taken away is gone everywhere as soon as the event is there, and after that time anyway.
 */
export function createWhoAsks(core: Core, people: PeoplePort, screens: ScreensPort | null, steady: () => number): WhoAsks {
  const cache = new Map<string, Cached>();
  const looking = new Map<string, Promise<KnownSession | null>>();
  const found = new WeakMap<object, KnownSession>();
  const { times } = core.settings;

  const dropWhere = (is: (known: KnownSession) => boolean): void => {
    // What is being looked up may have been read just before: it counts for whoever waits already, and for nobody after.
    looking.clear();
    for (const [key, { known }] of cache) if (is(known)) cache.delete(key);
  };
  const load = async (by: { readonly secret: string } | { readonly id: string }): Promise<KnownSession | null> => {
    const row = await readSession(core.store.db, by, core.clock());
    if (!row) return null;
    const now = steady();
    // The sweep ends it; from here on it lets nobody in.
    if (now - row.seenAt > times.sessionIdleMs || now >= row.expiresAt) return null;
    if (now - row.seenAt >= SEEN_EVERY_MS && 'secret' in by) await markSeen(core.store.db, row.id, now);
    return { row, actor: await actorOf(core.store.db, row, people, core.clock()), toBeTurned: await rolesChangedSince(core.store.db, row.person, row.secretSince) };
  };
  const bySecret = async (secret: string): Promise<KnownSession | null> => {
    const key = hashOf(secret);
    const cached = cache.get(key);
    const now = steady();
    if (cached && now < cached.until && now < cached.known.row.expiresAt) return cached.known;
    cache.delete(key);
    return looking.get(key) ?? look(key);
  };
  /** Looked up once however many requests of one page come at once. */
  const look = (key: string): Promise<KnownSession | null> => {
    const now = steady();
    const looked = load({ secret: key }).then((known) => {
      if (!known || looking.get(key) !== looked) return known;
      if (cache.size >= MOST_KNOWN) cache.delete(cache.keys().next().value ?? '');
      cache.set(key, { known, until: now + times.identityCacheMs });
      return known;
    }).finally(() => {
      if (looking.get(key) === looked) looking.delete(key);
    });
    looking.set(key, looked);
    return looked;
  };
  const stop = core.events.subscribe((event) => {
    const concerns = concernOf(event);
    if (concerns) dropWhere(concerns);
  });

  return {
    identify: async (request) => {
      const { cookie } = request.headers;
      const secret = cookieOf(cookie, PORTAL_COOKIE);
      const known = secret !== null && isSecret(secret) ? await bySecret(secret) : null;
      if (known) {
        found.set(request, known);
        found.set(known.actor, known);
        return known.actor;
      }
      const screen = cookieOf(cookie, SCREEN_COOKIE);
      return (screen !== null && screens ? await screens.identify(screen) : null) ?? { kind: 'anonymous' };
    },
    sessionOf: (one) => found.get(one) ?? null,
    now: (session) => load({ id: session }),
    drop: (session) => dropWhere(({ row }) => row.id === session),
    dropPerson: (person) => dropWhere(({ row }) => row.person === person),
    close: stop,
  };
}

async function actorOf(db: Db, row: SessionRow, people: PeoplePort, wall: number): Promise<PersonActor> {
  const stated = await db.selectFrom('purpose_stated').select(['dataset', 'purpose', 'until']).where('session', '=', row.id).where('until', '>', new Date(wall)).orderBy('until').execute();
  // The last one stated for a dataset is the one that stands.
  const purposes = new Map(stated.map(({ dataset, purpose, until }) => [dataset, { dataset, purpose, until: toInstant(until.getTime()) }]));
  return {
    kind: 'person', id: row.person, name: row.name, title: row.title, unit: row.unit, session: row.id,
    grants: await people.grantsOf(row.person), purposes: [...purposes.values()],
  };
}

/** Whose knowledge an event ends; null where it is about something else. */
function concernOf({ kind, audience }: PortalEvent): ((known: KnownSession) => boolean) | null {
  if (kind !== 'session-ended' && kind !== 'rights-changed') return null;
  switch (audience.to) {
    case 'session': return ({ row }) => row.id === audience.id;
    case 'person': return ({ row }) => row.person === audience.id;
    case 'everyone': return () => true;
    default: return null;
  }
}
