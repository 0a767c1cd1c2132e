import * as z from 'zod';
import { ACTIONS } from '@/domain/access';

/** Epoch ms. */
const instant = z.number();
const listOf = <T extends z.ZodType>(each: T) => z.array(each).readonly();
const words = z.object({ vi: z.string(), en: z.string() });
const unit = z.string().nullable();

/** Answer of `GET /api/session`. */
export const sessionViewSchema = z.object({
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('anonymous') }),
    z.object({
      kind: z.literal('person'), id: z.string(), name: z.string(), title: z.string(), unit, session: z.string(),
      roles: listOf(z.object({ role: z.string(), name: words, unit })),
    }),
    z.object({ kind: z.literal('screen'), id: z.string(), name: z.string(), unit }),
  ]),
  identity: z.string(),
  actions: listOf(z.enum(ACTIONS)),
  dashboards: z.union([z.literal('*'), listOf(z.string())]),
  landing: z.string().nullable(),
  purposes: listOf(z.object({ dataset: z.string(), purpose: z.string(), until: instant })),
  unmaskable: listOf(z.string()),
  mapLayers: listOf(z.string()).describe('Map layers that the reader may open.'),
  csrf: z.string().nullable(),
  expiresAt: instant.nullable(),
  serverTime: instant,
  signIn: z.enum(['ready', 'unavailable', 'none']),
});

export const ownSessionsSchema = z.object({
  sessions: listOf(z.object({ id: z.string(), agent: z.string(), address: z.string(), since: z.number(), seenAt: z.number(), current: z.boolean() })),
});

/** Public name of a session. */
export const sessionParams = z.object({ id: z.string().regex(/^[\w-]{16,64}$/) });

/** Longest reason that goes with a purpose, characters. */
const LONGEST_REMARK = 500;
const name = z.string().min(1).max(100);

export const purposeBody = z.strictObject({ dataset: name, purpose: name, remark: z.string().max(LONGEST_REMARK).transform((text) => text.normalize('NFC').trim()) });
export const purposeParams = z.object({ dataset: name });

export const logoutBody = z.strictObject({ everywhere: z.boolean().optional() }).nullish();
export const logoutAnswer = z.object({ providerLogout: z.string().nullable() });

/** A place given twice is no place. */
export const loginQuery = z.object({ returnTo: z.union([z.string(), z.array(z.string())]).optional(), prompt: z.literal('login').optional().catch(undefined) });

export const logoutTokenForm = z.object({ logout_token: z.string().min(1).max(32_768) });
