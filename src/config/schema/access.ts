import * as z from 'zod/mini';
import { ACTIONS, type AccessRules, type ClaimRules, type Role, type RoleRead } from '@/domain/access';
import type { Classification } from '@/domain/dataset';
import { filled, id, list, rule, text, words } from './values';

const reach = <T extends z.ZodMiniType<string>>(of: T) => z.union([z.literal('*'), list(of, 500)]);

const read: z.ZodMiniType<RoleRead> = z.strictObject({
  datasets: reach(id),
  classes: filled(z.enum(['public', 'internal', 'personal', 'restricted'] satisfies Classification[]), 4),
  units: z.enum(['all', 'own']),
});

/** One entry of `access.json`. */
export const role: z.ZodMiniType<Role> = z.strictObject({
  id,
  name: text(80),
  reads: list(read, 40),
  may: list(z.enum(ACTIONS), ACTIONS.length),
  dashboards: reach(id),
  landing: z.exactOptional(id),
});

/** Name of a claim as providers write them: `don_vi`, `realm_access.roles`, `https://tinh.example/roles`. */
const claim = z.string().check(z.regex(/^[A-Za-z_][\w.:/-]{0,119}$/));

export const claimRules: z.ZodMiniType<ClaimRules> = z.strictObject({
  roleClaim: claim,
  roles: z.record(words(120), id),
  unitClaim: claim,
  nameClaim: claim,
  titleClaim: claim,
});

export const purposes: z.ZodMiniType<AccessRules['purposes']> = filled(z.strictObject({ id, name: text(120) }), 40).check(
  rule((given) => new Set(given.map((each) => each.id)).size === given.length, 'duplicate-id', 'each purpose once'),
);
