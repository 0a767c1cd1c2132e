import type { AccessRules, Grant, Role } from '@/domain/access';
import type { Json } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import { err, ok, type Result } from '@/domain/result';

export type Claims = Readonly<Record<string, Json | undefined>>;

/** What the province's configuration reads out of the claims of one person. */
export interface ReadClaims {
  readonly name: string;
  readonly title: string;
  readonly unit: UnitCode | null;
  readonly grants: readonly Grant[];
  /** Words that the configuration gives no role for, and whether the unit is unknown: for the log, not for the reader. */
  readonly ignored: number;
}

/** Nobody has more; a longer list is a mistake or an attack. */
const MOST_ROLES = 50;
const LONGEST_TEXT = 200;

/**
 * Reads name, title, unit and roles as configured. Words without a rule give nothing. A role that is confined to its unit is not given to
 * somebody whose unit is absent or unknown: without one it would hold for the whole province. Errors: `roles` that are neither a text nor a
 * list of texts, or too many.
 */
export function readClaims(claims: Claims, subject: string, rules: AccessRules, isUnit: (code: UnitCode) => boolean): Result<ReadClaims, 'roles'> {
  const words = roleWords(claimAt(claims, rules.claims.roleClaim));
  if (words === null) return err('roles');
  const told = textOf(claimAt(claims, rules.claims.unitClaim));
  const unit = told !== '' && isUnit(told) ? told : null;
  const named = words.flatMap((word) => (Object.hasOwn(rules.claims.roles, word) ? [rules.roles.get(rules.claims.roles[word] ?? '')] : []));
  const roles = [...new Set(named.filter((role) => role !== undefined && (unit !== null || isProvinceWide(role))))];
  return ok({
    name: textOf(claimAt(claims, rules.claims.nameClaim)) || subject,
    title: textOf(claimAt(claims, rules.claims.titleClaim)),
    unit,
    grants: roles.flatMap((role) => (role ? [{ role: role.id, unit }] : [])),
    ignored: words.length - roles.length,
  });
}

/** Whether any claim that the configuration reads is absent. */
export const lacksClaims = (claims: Claims, { claims: rules }: AccessRules): boolean =>
  [rules.roleClaim, rules.unitClaim, rules.nameClaim, rules.titleClaim].some((name) => claimAt(claims, name) === undefined);

/** A claim by its whole name, or by a path of names with dots between. */
function claimAt(claims: Claims, name: string): Json | undefined {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: Json | undefined = claims as Json;
  for (const part of name.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, part)) return undefined;
    at = (at as { readonly [key: string]: Json })[part];
  }
  return at;
}

function roleWords(claim: Json | undefined): readonly string[] | null {
  if (claim === undefined || claim === null) return [];
  const words: readonly Json[] = Array.isArray(claim) ? (claim as readonly Json[]) : [claim as Json];
  if (words.length > MOST_ROLES) return null;
  return words.every((word) => typeof word === 'string') ? words.map((word) => word.normalize('NFC')) : null;
}

/** Plain text in one line, cut: it stands in lists and in the audit trail. */
const textOf = (claim: Json | undefined): string =>
  typeof claim === 'string' ? claim.normalize('NFC').replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim().slice(0, LONGEST_TEXT) : '';

const isProvinceWide = ({ reads }: Role): boolean => {
  const confined = reads.filter(({ classes }) => classes.some((each) => each !== 'public'));
  return confined.length > 0 && confined.every(({ units }) => units === 'all');
};
