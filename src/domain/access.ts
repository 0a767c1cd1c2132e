import type { Classification } from './dataset';
import type { UnitCode } from './org-unit/types';
import type { Text } from './text';
import type { Instant } from './time';

/** Everything a role may be allowed to do besides reading figures. Closed list: a route names one of these or is open to readers. */
export const ACTIONS = [
  'export',             // take figures out of the portal
  'unmask',             // see personal fields after stating a purpose
  'dashboard.edit',     // change the dashboards of one's unit, and what its widgets say by default
  'annotate',           // write remarks on figures and answer them
  'template.edit',      // change report templates of one's unit
  'report.write',       // make reports of one's unit, write in them, hand them in; have them made on time
  'report.approve',     // return, approve and issue reports of one's unit
  'scene.edit',         // change what walls show
  'screen.pair',        // confirm, list and revoke screens
  'screen.command',     // send a command to a screen
  'people.read',        // see who has which role in one's unit
  'people.grant',       // give and take roles in one's unit, disable people, end their sessions
  'audit.read',         // read, verify and take out the audit trail
  'dataset.load',       // send files of figures for one's unit
  'dataset.author',     // browse sources and save what is found there as datasets of the province
  'operate',            // source health, configuration faults, reload
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * What a role may read. `units: 'own'` is the unit of the grant with everything below it; `'all'` the whole province.
 * `personal` among `classes` means: after stating a purpose, and only with `unmask` among the role's actions.
 */
export interface RoleRead {
  readonly datasets: '*' | readonly string[];
  readonly classes: readonly Classification[];
  readonly units: 'all' | 'own';
}

export interface Role {
  readonly id: string;
  readonly name: Text;
  readonly reads: readonly RoleRead[];
  readonly may: readonly Action[];
  /** Dashboards offered in navigation, in the pack's order. */
  readonly dashboards: '*' | readonly string[];
  /** Dashboard opened first; the province's default where absent. */
  readonly landing?: string;
}

/** How what the identity provider says of a person becomes grants. Values not named here give nothing. */
export interface ClaimRules {
  /** Claim holding one role word or a list of them. */
  readonly roleClaim: string;
  /** Word of the provider → role id. */
  readonly roles: { readonly [word: string]: string };
  /** Claim holding the person's unit code. */
  readonly unitClaim: string;
  readonly nameClaim: string;
  readonly titleClaim: string;
}

/** Rights as configured: `access.json` of the pack. Roles `anonymous` and `screen` always exist. */
export interface AccessRules {
  readonly roles: ReadonlyMap<string, Role>;
  readonly claims: ClaimRules;
  /** Why a person may ask to see personal fields. */
  readonly purposes: readonly { readonly id: string; readonly name: Text }[];
}
/** Role of whoever is not signed in, and the upper bound of every paired screen. */
export const ANONYMOUS_ROLE = 'anonymous';
export const SCREEN_ROLE = 'screen';
/** Role that the first administrator of a province is given, on the machine and never over HTTP. */
export const ADMINISTRATOR_ROLE = 'province-administrator';

/** A role held for a unit; null is the whole province. */
export interface Grant {
  readonly role: string;
  readonly unit: UnitCode | null;
}

/** A purpose stated for one dataset, until it runs out. */
export interface StatedPurpose {
  readonly dataset: string;
  readonly purpose: string;
  readonly until: Instant;
}

/** Who asks. Made by the gateway from a cookie, never from what the browser says of itself. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly title: string;
      readonly unit: UnitCode | null;
      /** Public name of the session; not the secret in the cookie. */
      readonly session: string;
      readonly grants: readonly Grant[];
      readonly purposes: readonly StatedPurpose[];
    }
  | {
      readonly kind: 'screen';
      readonly id: string;
      readonly name: string;
      readonly unit: UnitCode | null;
      readonly classes: readonly Classification[];
      readonly dashboards: readonly string[];
      /** Datasets of which more than the public part is shown: what its confirmer saw of them. Absent: every one. */
      readonly datasets?: readonly string[];
    };
