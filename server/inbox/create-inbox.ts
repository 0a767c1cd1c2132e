import { sql } from 'kysely';
import { err, ok, type Result } from '@/domain/result';
import { DAY_MS } from '@/domain/time';
import type { Source } from '@/domain/dataset';
import type { Core } from '../core';
import { announceLoaded } from '../events/dataset-loaded';
import { INBOX_FORMS, readDelivery, type FormFault, type InboxForm, type PushedEvent } from './delivery-forms';
import { TOLERANCE_S, verifyBearer, verifySignature } from './signature';

/** Deliveries of one source within this are told together, ms. */
const TELL_MS = 500;
const PRUNE_MS = 60 * 60_000;
const KEEP_DAYS = 30;
/** Refusals of one source are written down once in this long, ms. */
const REFUSED_MS = 10 * 60_000;

export interface Delivery {
  readonly source: string;
  readonly signature: unknown;
  readonly authorization: unknown;
  readonly body: Uint8Array;
}
export interface Receipt {
  /** Events in the delivery, those that are new, those known already, those older than anything kept. */
  readonly received: number;
  readonly stored: number;
  readonly repeated: number;
  readonly outdated: number;
}
export type InboxRefusal = { readonly kind: 'not-found' } | { readonly kind: 'signature' } | ({ readonly kind: 'form' } & FormFault);

/** What systems push: taken where it proves itself, once, and put where it belongs in time. */
export interface Inbox {
  readonly take: (delivery: Delivery) => Promise<Result<Receipt, InboxRefusal>>;
  /** Tells what has come; called by itself shortly after. */
  readonly tell: () => Promise<void>;
  /** Removes what is older than its source keeps; called by itself. */
  readonly prune: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function createInbox(core: Pick<Core, 'store' | 'events' | 'audit' | 'province' | 'clock' | 'log'>, secrets: ReadonlyMap<string, string>): Inbox {
  const { store, clock, log } = core;
  const dirty = new Set<string>();
  const refused = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const note = (source: string, because: string): InboxRefusal => {
    if (clock() - (refused.get(source) ?? -Infinity) >= REFUSED_MS) {
      refused.set(source, clock());
      core.audit.write({ action: 'inbox', actor: { kind: 'system' }, target: `source:${source}`, outcome: 'refused', detail: { because } })
        .catch((fault: unknown) => log.error({ err: fault }, 'a refused delivery could not be written down'));
    }
    return { kind: 'signature' };
  };

  async function tell(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const sources = [...dirty];
    dirty.clear();
    const told = [...core.province.current().datasets.values()].filter(({ connector, source }) => connector === 'inbox' && sources.includes(source));
    if (told.length === 0) return;
    await store.transact(async (db) => {
      for (const { id } of told) await announceLoaded(db, core.events, id);
    });
  }
  const tellSoon = (): void => {
    timer ??= setTimeout(() => void tell().catch((fault: unknown) => log.warn({ err: fault }, 'what was pushed could not be told at once')), TELL_MS).unref();
  };

  async function prune(): Promise<void> {
    for (const source of core.province.current().sources.values()) {
      if (formOf(source) === null) continue;
      await store.db.deleteFrom('inbox_event').where('source', '=', source.id).where('occurred_at', '<', new Date(clock() - keepMs(source))).execute();
    }
    await store.db.deleteFrom('inbox_signature').where('expires_at', '<', new Date(clock())).execute();
  }
  const pruning = setInterval(() => void prune().catch((fault: unknown) => log.warn({ err: fault }, 'old deliveries could not be removed')), PRUNE_MS).unref();

  const take: Inbox['take'] = async ({ source: id, signature, authorization, body }) => {
    const source = core.province.current().sources.get(id);
    const form = source ? formOf(source) : null;
    const secret = secrets.get(id);
    if (!source || form === null || secret === undefined) return err({ kind: 'not-found' });
    // Alertmanager can show a token and cannot sign.
    const verdict = form === 'alertmanager' && signature === undefined ? verifyBearer(authorization, secret) : verifySignature(signature, body, secret, clock());
    if (!verdict.ok) return err(note(id, verdict.because));
    const parsed = parsedBody(body);
    const events = parsed === undefined ? err({ at: 'body', expected: 'JSON' }) : readDelivery(form, parsed);
    if (!events.ok) return err({ kind: 'form', ...events.error });
    const ahead = events.value.findIndex(({ occurredAt }) => occurredAt > clock() + TOLERANCE_S * 1_000);
    if (ahead >= 0) return err({ kind: 'form', at: `body/events/${ahead}/occurredAt`, expected: 'a time that is not ahead of now' });
    const kept = events.value.filter(({ occurredAt }) => occurredAt >= clock() - keepMs(source));
    const stored = await store.transact(async (db) => {
      if (verdict.signature !== '' && !(await isFirst(`${id} ${verdict.signature}`, db))) return null;
      return insertEvents(db, id, kept, clock());
    });
    if (stored === null) return err(note(id, 'replayed'));
    if (stored > 0) {
      dirty.add(id);
      tellSoon();
    }
    return ok({ received: events.value.length, stored, repeated: kept.length - stored, outdated: events.value.length - kept.length });
  };

  const isFirst = async (key: string, db: Parameters<typeof announceLoaded>[0]): Promise<boolean> => {
    const row = await db.insertInto('inbox_signature').values({ key, expires_at: new Date(clock() + 2 * TOLERANCE_S * 1_000) }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    return (row.numInsertedOrUpdatedRows ?? 0n) > 0n;
  };

  return {
    take, tell, prune,
    stop: async () => {
      clearInterval(pruning);
      if (timer !== undefined) await tell().catch((fault: unknown) => log.warn({ err: fault }, 'what was pushed last could not be told'));
    },
  };
}

/** Null where the source does not push. */
export function formOf({ settings }: Pick<Source, 'settings'>): InboxForm | null {
  if (settings['held'] !== 'inbox') return null;
  return INBOX_FORMS.find((form) => form === settings['form']) ?? 'generic';
}
const keepMs = ({ settings }: Pick<Source, 'settings'>): number => (typeof settings['keepDays'] === 'number' ? settings['keepDays'] : KEEP_DAYS) * DAY_MS;

function parsedBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** How many were new. One that is known stays as it was first told. */
async function insertEvents(db: Parameters<typeof announceLoaded>[0], source: string, events: readonly PushedEvent[], now: number): Promise<number> {
  if (events.length === 0) return 0;
  const rows = JSON.stringify(events.map(({ id, occurredAt, sequence, kind, data }) => ({ id, at: new Date(occurredAt).toISOString(), sequence, kind, data })));
  const { numAffectedRows } = await sql`
    insert into inbox_event (source, id, occurred_at, sequence, kind, data, received_at)
    select ${source}, id, at, sequence, kind, data, ${new Date(now)} from jsonb_to_recordset(${rows}::jsonb) as given(id text, at timestamptz, sequence bigint, kind text, data jsonb)
    on conflict (source, id) do nothing`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
