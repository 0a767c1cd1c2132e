import type { Rights } from '@/access/rights';
import type { Actor, Grant } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Result } from '@/domain/result';
import type { AuditEntry } from '../audit/trail';
import type { ProblemCode } from '../http/problems';
import type { Db } from '../store/store';

/** A person as the portal knows one: by issuer and subject, never by name or address. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly unit: UnitCode | null;
  readonly status: 'active' | 'disabled';
}

/** What the provider said of somebody who just signed in, after our own checks. */
export interface ClaimedPerson extends Pick<KnownPerson, 'name' | 'title' | 'unit'> {
  readonly issuer: string;
  readonly subject: string;
}

/** A grant that stands. `claims` are replaced at every sign-in, `cli` and `admin` stay. Time is epoch ms. */
export interface HeldGrant extends Grant {
  readonly id: number;
  readonly origin: 'claims' | 'cli' | 'admin';
  readonly grantedAt: number;
}

/** A person as an administrator sees one: with the grants on the administrator's own ground. */
export interface PersonView extends KnownPerson {
  readonly grants: readonly HeldGrant[];
  /** Whether this administrator may disable the person and end their sessions. */
  readonly mayManage: boolean;
}

/** Who asks or changes, from where. */
export interface Administrator {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly from: NonNullable<AuditEntry['from']>;
}

/** Why a change was not made. */
export type PeopleRefusal = Extract<ProblemCode, 'not-found' | 'not-allowed' | 'own-grants' | 'last-administrator' | 'grant-by-sign-on' | 'bad-request'>;
export type Changed<T = PersonView> = Promise<Result<T, PeopleRefusal>>;

/** Ends all sessions of a person inside the caller's transaction, tells and writes it down; gives how many. Kept by `server/session`. */
export type EndAllOf = (db: Db, person: string, reason: 'disabled' | 'ended-by-administrator', by: Actor) => Promise<number>;

export interface PeopleWish {
  /** Of this unit and all below it. */
  readonly unit?: UnitCode | undefined;
  /** Part of a name or title, without marks or case. */
  readonly text?: string | undefined;
}

/** People and their grants. Every change is one transaction with its audit entry and its events. */
export interface PeopleDirectory {
  // What signing in needs.
  /** Makes the person known, or brings name, title and unit up to date. A disabled one stays disabled. */
  readonly upsertFromClaims: (db: Db, claimed: ClaimedPerson) => Promise<KnownPerson>;
  /** Grants whose origin are claims become exactly these; others stay. Told and written down only where something changed. */
  readonly replaceClaimGrants: (db: Db, person: string, grants: readonly Grant[]) => Promise<void>;
  /** Standing grants; none of a disabled person. */
  readonly grantsOf: (person: string, db?: Db) => Promise<readonly Grant[]>;
  /** Null where nobody of this id is known. */
  readonly statusOf: (person: string, db?: Db) => Promise<KnownPerson['status'] | null>;

  // What administrators do.
  readonly find: (by: Administrator, person: string) => Promise<PersonView | null>;
  /** By name, at most 200; `more` where there are others. Null where the unit is not the reader's. */
  readonly list: (by: Administrator, wish: PeopleWish) => Promise<{ readonly people: readonly PersonView[]; readonly more: boolean } | null>;
  /** Roles this administrator may give for a unit; null is the whole province. */
  readonly mayGive: (by: Administrator, unit: UnitCode | null) => readonly string[];
  /** A grant that stands already is given once. */
  readonly grant: (by: Administrator, person: string, grant: Grant) => Changed;
  readonly revoke: (by: Administrator, person: string, grant: number) => Changed;
  readonly setStatus: (by: Administrator, person: string, status: KnownPerson['status']) => Changed;
  readonly endSessions: (by: Administrator, person: string) => Changed<{ readonly ended: number }>;
}
