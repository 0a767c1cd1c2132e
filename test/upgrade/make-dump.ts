import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { DATABASE_NAME, SCHEMA_VERSION } from '../../src/cache/database';
import { openSnapshotCache } from '../../src/cache/open-snapshot-cache';
import { openWorkStore } from '../../src/cache/open-work-store';
import { dumpDatabase, encode } from './database-dump';
import { NOW, OWNER, SAMPLE_ITEMS } from './sample-items';
import { SAMPLE_WORK } from './sample-work';

/** Writes what today's code leaves on a device, as the fixture of today's schema. Once per schema, then never again. */
const folder = fileURLToPath(new URL(`schema-v${SCHEMA_VERSION}/`, import.meta.url));
if (existsSync(folder)) throw new Error(`${folder} exists: a frozen fixture is not made again`);

const factory = new IDBFactory();
const cache = await openSnapshotCache({ ...OWNER, budgetBytes: 1e7, now: () => NOW, indexedDB: factory, keyRange: IDBKeyRange });
await cache.put(SAMPLE_ITEMS);
if (cache.mode !== 'indexeddb') throw new Error(`Nothing was written: ${cache.notice}`);
cache.close();
const work = await openWorkStore({ indexedDB: factory, keyRange: IDBKeyRange });
for (const { at, shelf } of SAMPLE_WORK) await work.update(at, () => shelf);
if (work.mode !== 'indexeddb') throw new Error(`Nothing was written: ${work.notice}`);
work.close();

const write = (name: string, content: unknown): void => writeFileSync(`${folder}${name}`, `${JSON.stringify(content, null, 1)}\n`);
mkdirSync(folder);
write('database.json', await dumpDatabase(factory, DATABASE_NAME));
write('answers.json', { ...OWNER, answers: SAMPLE_ITEMS.map(({ queryKey, answer }) => ({ queryKey, answer: encode(answer) })) });
write('work.json', SAMPLE_WORK);
process.stdout.write(`${folder}\n`);
process.exit(0);
