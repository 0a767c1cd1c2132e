/** A whole IndexedDB database as JSON. Needs nothing but the `IDBFactory` it is given: Node with fake-indexeddb, or a browser. */
export interface DatabaseDump {
  readonly name: string;
  /** The browser's version, ten times Dexie's. */
  readonly version: number;
  readonly stores: readonly StoreDump[];
}
interface StoreDump {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[]; readonly unique: boolean; readonly multiEntry: boolean }[];
  /** Values as {@link encode} writes them, in key order. */
  readonly rows: readonly unknown[];
}

const TYPED = { Float64Array, Uint8Array } as const;

/** JSON has no typed arrays and no NaN: `{"$Float64Array": [1, "NaN"]}`. */
export function encode(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (value instanceof Float64Array || value instanceof Uint8Array) {
    return { [`$${value.constructor.name}`]: [...value].map((item) => (Number.isFinite(item) ? item : String(item))) };
  }
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encode(item)]));
}

export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const [[name = '', item] = [], ...more] = Object.entries(value);
  if (more.length === 0 && name === '$number') return Number(item);
  for (const [type, array] of Object.entries(TYPED)) {
    if (more.length === 0 && name === `$${type}` && Array.isArray(item)) return array.from(item.map(Number));
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decode(part)]));
}

const outcome = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request failed'));
  });

export async function dumpDatabase(factory: IDBFactory, name: string): Promise<DatabaseDump> {
  const db = await outcome(factory.open(name));
  const stores = await Promise.all([...db.objectStoreNames].map(async (storeName): Promise<StoreDump> => {
    const store = db.transaction(storeName).objectStore(storeName);
    const indexes = [...store.indexNames].map((index) => store.index(index));
    return {
      name: storeName,
      keyPath: store.keyPath,
      autoIncrement: store.autoIncrement,
      indexes: indexes.map(({ name: index, keyPath, unique, multiEntry }) => ({ name: index, keyPath, unique, multiEntry })),
      rows: (await outcome(store.getAll())).map(encode),
    };
  }));
  db.close();
  return { name, version: db.version, stores };
}

/** Builds the database of the dump; rejects where one of that name exists with another version. */
export async function restoreDatabase(factory: IDBFactory, dump: DatabaseDump): Promise<void> {
  const request = factory.open(dump.name, dump.version);
  request.onupgradeneeded = () => {
    for (const { name, keyPath, autoIncrement, indexes, rows } of dump.stores) {
      const store = request.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique, multiEntry: index.multiEntry });
      for (const row of rows) store.put(decode(row));
    }
  };
  (await outcome(request)).close();
}
