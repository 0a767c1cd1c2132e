import * as z from 'zod/mini';
import { ACTIONS } from '@/domain/access';
import type { Action } from '@/domain/access';
import { toInstant } from '@/domain/time';
import type { SessionView } from '@/access/session-view';

const text = z.object({ vi: z.string(), en: z.string() });
const unit = z.nullable(z.string());
const instant = z.pipe(z.number(), z.transform((ms: number) => toInstant(ms)));
/** An action of a newer gateway is one this page cannot offer. */
const actions = z.pipe(z.array(z.string()), z.transform((names: string[]): Action[] => ACTIONS.filter((action) => names.includes(action))));

const view = z.object({
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('anonymous') }),
    z.object({
      kind: z.literal('person'), id: z.string(), name: z.string(), title: z.string(), unit, session: z.string(),
      roles: z.array(z.object({ role: z.string(), name: text, unit })),
    }),
    z.object({ kind: z.literal('screen'), id: z.string(), name: z.string(), unit }),
  ]),
  identity: z.string().check(z.minLength(1)),
  actions,
  dashboards: z.union([z.literal('*'), z.array(z.string())]),
  landing: z.nullable(z.string()),
  purposes: z.array(z.object({ dataset: z.string(), purpose: z.string(), until: instant })),
  unmaskable: z.array(z.string()),
  // What an older gateway does not tell, it offers to nobody.
  mapLayers: z._default(z.array(z.string()), []),
  csrf: z.nullable(z.string()),
  expiresAt: z.nullable(instant),
  serverTime: instant,
  signIn: z.enum(['ready', 'unavailable', 'none']),
});

/** The answer of `GET /api/session` as this page understands it; null where it is none. */
export function parseSession(body: unknown): SessionView | null {
  const parsed = view.safeParse(body);
  return parsed.success ? parsed.data : null;
}
