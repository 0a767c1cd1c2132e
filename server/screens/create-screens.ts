import type { AuditEntry } from '../audit/trail';
import type { Core } from '../core';
import { Problem } from '../http/problems';
import type { Attempts } from '../session/attempts';
import { hashOf, isSecret, newId, newSecret } from '../session/secrets';
import type { Db } from '../store/store';
import { knownScreens } from './known-screens';
import { boundsOf, isNarrower } from './gift-rules';
import { createPairings, nobodysSecret } from './pairings';
import { actorOfRow, allScreens, giftColumns, pairedOfRow, standingScreen, viewOfRow, type ScreenRow } from './screen-rows';
import type { Operator, ScreenGift, Screens, ScreenView } from './screens';
import { writesDue } from './standing';

/** Paired displays over the shared store. */
export function createScreens(core: Core, attempts: Attempts): Screens {
  const { store, clock } = core;
  const known = knownScreens(core);
  const pairings = createPairings(core, attempts);
  const moment = (): Date => new Date(clock());
  /** A screen outside the operator's units does not exist for them. */
  const mine = async (db: Db, by: Operator, id: string, action: 'screen.pair' | 'screen.command', lock: boolean): Promise<ScreenRow> => {
    const row = await standingScreen(db, id, lock);
    if (!row || !by.rights.may(action, row.unit ?? core.province.current().unit)) throw new Problem('not-found');
    return row;
  };
  const note = (db: Db, by: Operator, screen: string, detail: AuditEntry['detail']): Promise<void> =>
    core.audit.append(db, { action: 'screen', actor: by.actor, target: `screen:${screen}`, outcome: 'done', from: by.from, ...(detail ? { detail } : {}) });
  const viewed = async (db: Db, id: string): Promise<ScreenView> => {
    const row = await standingScreen(db, id);
    if (!row) throw new Problem('not-found');
    const pairer = await db.selectFrom('person').select('name').where('id', '=', row.paired_by).executeTakeFirst();
    return viewOfRow(row, pairer?.name ?? '', clock());
  };

  return {
    identify: known.identify,
    now: async (id) => {
      const row = await standingScreen(store.db, id);
      return row ? actorOfRow(row) : null;
    },
    begin: pairings.begin,
    mine: async (device, former) => {
      const standing = await pairings.mine(device, former);
      if (standing.state === 'paired') known.drop(standing.screen);
      return standing;
    },
    lookUp: pairings.lookUp,

    confirm: async (by, typed, gift) => {
      const code = await pairings.guess(by, typed);
      const datasets = await boundsOf(core, by, gift, false);
      const view = await store.transact(async (db) => {
        const now = moment();
        const pairing = await db.selectFrom('pairing').select('code').where('code', '=', code).where('screen', 'is', null).where('expires_at', '>', now).forUpdate().executeTakeFirst();
        if (!pairing) throw new Problem('not-found');
        const id = newId();
        await db.insertInto('screen').values({
          id, ...giftColumns(gift, datasets), secret: nobodysSecret(), previous_secret: null, secret_since: now, paired_by: by.actor.kind === 'person' ? by.actor.id : '',
          paired_at: now, seen_at: null, shows: null, revoked_at: null, revoked_by: null,
        }).execute();
        await db.updateTable('pairing').set({ screen: id, expires_at: new Date(clock() + core.settings.times.pairingMs) }).where('code', '=', code).execute();
        await note(db, by, id, { deed: 'pair', name: gift.name, unit: gift.unit, classes: gift.classes, dashboards: gift.dashboards, datasets });
        return viewed(db, id);
      });
      await pairings.forgetGuesses(by);
      return view;
    },

    list: async ({ rights }) => {
      const { unit } = core.province.current();
      const rows = (await allScreens(store.db)).filter((row) => rights.may('screen.pair', row.unit ?? unit));
      return rows.map((row) => viewOfRow(row, row.paired_by_name ?? '', clock()));
    },

    change: async (by, id, change) => {
      const before = pairedOfRow(await mine(store.db, by, id, 'screen.pair', false));
      const gift: ScreenGift = { name: before.name, unit: before.unit, classes: before.classes, dashboards: before.dashboards, ...change };
      // What takes away or renames gives nothing, so it may be done by whoever could not have given the rest.
      const checked = await boundsOf(core, by, gift, isNarrower(gift, before));
      const datasets = isNarrower(gift, before) ? (before.datasets ?? null) : checked;
      const view = await store.transact(async (db) => {
        await mine(db, by, id, 'screen.pair', true);
        await db.updateTable('screen').set(giftColumns(gift, datasets)).where('id', '=', id).execute();
        await note(db, by, id, { deed: 'change', name: gift.name, unit: gift.unit, classes: gift.classes, dashboards: gift.dashboards, datasets });
        await core.events.publish(db, { kind: 'rights-changed', audience: { to: 'screen', id }, payload: {} });
        return viewed(db, id);
      });
      known.drop(id);
      return view;
    },

    revoke: async (by, id) => {
      await store.transact(async (db) => {
        await mine(db, by, id, 'screen.pair', true);
        await db.updateTable('screen').set({ revoked_at: moment(), revoked_by: by.actor.kind === 'person' ? by.actor.id : null }).where('id', '=', id).execute();
        await db.deleteFrom('pairing').where('screen', '=', id).execute();
        await note(db, by, id, { deed: 'revoke' });
        await core.events.publish(db, { kind: 'session-ended', audience: { to: 'screen', id }, payload: { reason: 'revoked' } });
      });
      known.drop(id);
    },

    command: (by, id, command, argument) => store.transact(async (db) => {
      const row = await mine(db, by, id, 'screen.command', false);
      if (command === 'show' && (argument === null || !pairedOfRow(row).dashboards.includes(argument))) {
        throw new Problem('bad-request', { at: '/argument', expected: 'a dashboard of this screen' });
      }
      await note(db, by, id, { deed: 'command', command, argument });
      await core.events.publish(db, { kind: 'screen-command', audience: { to: 'screen', id }, payload: { command, argument } });
      return { seenAt: row.seen_at?.getTime() ?? null };
    }),

    forget: known.drop,
    stand: async (screen, secret, shows) => {
      const standing = await standingScreen(store.db, screen.id);
      if (!standing) throw new Problem('sign-in-needed');
      const used = secret !== null && isSecret(secret) ? hashOf(secret) : null;
      // A device that still comes with the old secret never got the new one: it is given another.
      const rotates = (row: ScreenRow): boolean =>
        used !== null && (used === row.secret ? clock() - row.secret_since.getTime() >= core.settings.times.screenRotateMs : used === row.previous_secret);
      const due = writesDue(standing, shows, clock());
      if (!due.seen && !due.report && !rotates(standing)) return null;
      return store.transact(async (db) => {
        const row = await standingScreen(db, screen.id, true);
        if (!row) throw new Problem('sign-in-needed');
        const report = due.report ? { shows: JSON.stringify(shows), reported_at: moment() } : {};
        await db.updateTable('screen').set({ seen_at: moment(), ...report }).where('id', '=', row.id).execute();
        if (row.seen_at === null) await db.deleteFrom('pairing').where('screen', '=', row.id).execute();
        if (!rotates(row)) return null;
        const next = newSecret();
        await db.updateTable('screen').set({ secret: hashOf(next), previous_secret: used, secret_since: moment() }).where('id', '=', row.id).execute();
        return next;
      });
    },
    stop: known.stop,
  };
}
