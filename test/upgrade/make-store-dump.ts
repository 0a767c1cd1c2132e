import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite, types } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { onSnapshot } from '../../server/store/backup/write-backup';
import { latestVersion } from '../../server/store/migrations/list';
import { migrate } from '../../server/store/migrations/migrate';
import { pgliteDialect } from '../../server/store/pglite-dialect';
import type { Database } from '../../server/store/schema';
import { fillStore, STORE_AT } from './sample-store';

/** Writes what today's gateway leaves in its store, as the fixture of today's schema. Once per released schema, then never again. */
const folder = fileURLToPath(new URL(`store-v${latestVersion()}/`, import.meta.url));
if (existsSync(folder)) throw new Error(`${folder} exists: a frozen fixture is not made again`);

const engine = await PGlite.create({ parsers: { [types.INT8]: Number } });
const db = new Kysely<Database>({ dialect: pgliteDialect(() => engine) });
await migrate(db, () => STORE_AT);
await fillStore(db);
const lines: string[] = [];
await onSnapshot(db, () => STORE_AT, async (told) => {
  for await (const line of told) lines.push(line);
});
mkdirSync(folder);
writeFileSync(`${folder}store.jsonl`, lines.join(''));
process.stdout.write(`${folder}\n`);
await engine.close();
