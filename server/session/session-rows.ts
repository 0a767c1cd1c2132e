import { sql } from 'kysely';
import type { Db } from '../store/store';
import { hashOf, newId, newSecret } from './secrets';
import type { EndReason, OwnSession } from './sessions';

/** How long the secret before the last turn still counts, ms: requests that were under way. */
export const PREVIOUS_SECRET_MS = 30_000;

/** A living session with its person, as the database knows it. */
export interface SessionRow {
  readonly id: string;
  readonly person: string;
  readonly csrf: string;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly secretSince: number;
  readonly name: string;
  readonly title: string;
  readonly unit: string | null;
}

export interface NewSession {
  readonly person: string;
  readonly now: number;
  readonly wall: number;
  readonly absoluteMs: number;
  readonly providerSession: string | null;
  readonly idToken: string;
  readonly agent: string;
  readonly address: string;
}

/** Opens a session; the secret is for the cookie and is kept nowhere. */
export async function openSession(db: Db, made: NewSession): Promise<{ readonly id: string; readonly secret: string }> {
  const [id, secret] = [newId(), newSecret()];
  const now = new Date(made.now);
  await db
    .insertInto('session')
    .values({
      id, secret: hashOf(secret), previous_secret: null, secret_since: new Date(made.wall), person: made.person, csrf: newSecret(),
      created_at: now, seen_at: now, expires_at: new Date(made.now + made.absoluteMs), provider_session: made.providerSession,
      id_token: made.idToken, agent: made.agent, address: made.address, ended_at: null, ended_because: null,
    })
    .execute();
  return { id, secret };
}

/** By the hash of a secret, also of the previous one while that counts, or by public name. Null where it has ended or its person is disabled. */
export async function readSession(db: Db, by: { readonly secret: string } | { readonly id: string }, wall: number): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .select(['session.id', 'session.person', 'session.csrf', 'session.seen_at', 'session.expires_at', 'session.secret_since', 'person.name', 'person.title', 'person.unit'])
    .where('session.ended_at', 'is', null)
    .where('person.status', '=', 'active')
    .where(({ and, eb, or }) =>
      'id' in by
        ? eb('session.id', '=', by.id)
        : or([
            eb('session.secret', '=', by.secret),
            and([eb('session.previous_secret', '=', by.secret), eb('session.secret_since', '>', new Date(wall - PREVIOUS_SECRET_MS))]),
          ]))
    .executeTakeFirst();
  if (!row) return null;
  const { id, person, csrf, name, title, unit } = row;
  return { id, person, csrf, name, title, unit, seenAt: row.seen_at.getTime(), expiresAt: row.expires_at.getTime(), secretSince: row.secret_since.getTime() };
}

/** Whether the person's roles changed since the secret was made, so that it must be turned. */
export async function rolesChangedSince(db: Db, person: string, since: number): Promise<boolean> {
  const row = await db
    .selectFrom('grant_held')
    .select('id')
    .where('person', '=', person)
    .where(sql<Date>`greatest(granted_at, coalesce(revoked_at, granted_at))`, '>', new Date(since))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a session a new secret; null where somebody else was quicker, or it has ended. */
export async function turnSecret(db: Db, id: string, known: { readonly secretSince: number }, wall: number): Promise<string | null> {
  const secret = newSecret();
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set((eb) => ({ previous_secret: eb.ref('secret'), secret: hashOf(secret), secret_since: new Date(Math.max(wall, known.secretSince + 1)) }))
    .where('id', '=', id)
    .where('secret_since', '=', new Date(known.secretSince))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? secret : null;
}

export async function markSeen(db: Db, id: string, now: number): Promise<void> {
  await db.updateTable('session').set({ seen_at: new Date(now) }).where('id', '=', id).where('ended_at', 'is', null).where('seen_at', '<', new Date(now)).execute();
}

/** Which sessions are meant; at least one field. */
export interface SessionChoice {
  readonly id?: string;
  readonly person?: string;
  readonly providerSession?: string;
  readonly issuer?: string;
  readonly subject?: string;
}

export interface EndedSession {
  readonly id: string;
  readonly person: string;
}

/** Ends what is chosen and still lives; its logout hint goes with it. */
export async function markEnded(db: Db, chosen: SessionChoice, reason: EndReason, now: number): Promise<readonly EndedSession[]> {
  let ending = db
    .updateTable('session')
    .set({ ended_at: new Date(now), ended_because: reason, id_token: null, previous_secret: null })
    .where('ended_at', 'is', null);
  if (chosen.id !== undefined) ending = ending.where('id', '=', chosen.id);
  if (chosen.person !== undefined) ending = ending.where('person', '=', chosen.person);
  if (chosen.providerSession !== undefined) ending = ending.where('provider_session', '=', chosen.providerSession);
  const { issuer, subject } = chosen;
  if (issuer !== undefined) {
    ending = ending.where('person', 'in', (eb) => {
      const known = eb.selectFrom('person').select('person.id').where('person.issuer', '=', issuer);
      return subject === undefined ? known : known.where('person.subject', '=', subject);
    });
  }
  return ending.returning(['id', 'person']).execute();
}

/** The identity token of a living session, for telling the provider which of its own sessions to end. */
export async function logoutHint(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('session').select('id_token').where('id', '=', id).executeTakeFirst();
  return row?.id_token ?? null;
}

/** A person's living sessions, the newest first. */
export async function sessionsOf(db: Db, person: string, current: string, alive: { readonly seenAfter: number; readonly now: number }): Promise<readonly OwnSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'agent', 'address', 'created_at', 'seen_at'])
    .where('person', '=', person)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', new Date(alive.seenAfter))
    .where('expires_at', '>', new Date(alive.now))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(({ id, agent, address, created_at, seen_at }) => ({ id, agent, address, since: created_at.getTime(), seenAt: seen_at.getTime(), current: id === current }));
}
