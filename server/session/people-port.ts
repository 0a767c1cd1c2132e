import type { Grant } from '@/domain/access';
import type { UnitCode } from '@/domain/org-unit/types';
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
export interface ClaimedPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly title: string;
  readonly unit: UnitCode | null;
}

/** People and their grants, as far as signing in needs them; kept by `server/access`. */
export interface PeoplePort {
  /** Makes the person known, or brings name, title and unit up to date. A disabled one stays disabled. */
  readonly upsertFromClaims: (db: Db, claimed: ClaimedPerson) => Promise<KnownPerson>;
  /** Grants whose origin are claims become exactly these; others stay. */
  readonly replaceClaimGrants: (db: Db, person: string, grants: readonly Grant[]) => Promise<void>;
  readonly grantsOf: (person: string, db?: Db) => Promise<readonly Grant[]>;
  /** Null where nobody of this id is known. */
  readonly statusOf: (person: string, db?: Db) => Promise<'active' | 'disabled' | null>;
}
