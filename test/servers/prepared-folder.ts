import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { MIGRATIONS } from '../../server/store/migrations/list';
import { digestOf, statementsOf } from '../../server/store/migrations/recorded-statements';
import { openStore } from '../../server/store/open-store';
import { engineVersion } from '../../server/store/testing/prepared-engine';

const FOLDER = fileURLToPath(new URL('../../.cache/store/', import.meta.url));

/**
 * A new folder with an empty embedded store in it, migrations run, as a gateway leaves one that nobody has used. Making one takes
 * seconds; the first test to need one keeps it, and each begins with a copy of its own.
 */
export async function preparedFolder(name: string): Promise<string> {
  const kept = join(FOLDER, `folder-${engineVersion()}-${(await schemaDigest()).slice(0, 16)}`);
  if (!existsSync(kept)) await prepare(kept);
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  cpSync(kept, folder, { recursive: true });
  return folder;
}

/** Of everything that makes the schema: a migration changed while it is written never meets a folder made before. */
const schemaDigest = async (): Promise<string> => digestOf((await Promise.all(MIGRATIONS.map(statementsOf))).flat());

async function prepare(kept: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const draft = mkdtempSync(join(FOLDER, 'draft-'));
  const store = await openStore({ dataDir: draft, databaseUrl: null, log: pino({ level: 'silent' }), clock: Date.now });
  await store.close();
  try {
    renameSync(draft, kept);
  } catch {
    // Somebody was quicker; theirs is as good.
    rmSync(draft, { recursive: true, force: true });
  }
}
