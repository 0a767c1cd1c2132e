import { migrate, planMigrations } from '../store/migrations/migrate';
import { withStoreAlone } from '../store/open-alone';
import type { Command } from './command';
import { storeOf, wrongCall } from './store-of';

/** Brings the store to the newest schema before a gateway does; `--dry-run` only shows what would be done. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: { form: '[--dry-run]', vi: 'Đưa kho dữ liệu lên lược đồ mới nhất; --dry-run chỉ cho xem.', en: 'Brings the store to the newest schema; --dry-run only shows what would be done.' },
  run: async (args, io) => {
    const dry = args[0] === '--dry-run';
    if (args.length > (dry ? 1 : 0)) return wrongCall(io, 'migrate [--dry-run]');
    const settings = storeOf(io);
    if (settings === null) return 1;
    return withStoreAlone({ ...settings, clock: io.clock, create: !dry }, async (db) => {
      const { current, latest, pending } = await planMigrations(db);
      for (const { version, name, statements } of pending) {
        io.say(`${version} ${name}`);
        if (dry) for (const statement of statements) io.say(`  ${statement.replace(/\s+/g, ' ')};`);
      }
      if (!dry) await migrate(db, io.clock);
      const end = dry ? current : latest;
      io.say(`Lược đồ / Schema: ${end}${dry && pending.length > 0 ? ` → ${latest}` : ''}`);
      return 0;
    });
  },
};
