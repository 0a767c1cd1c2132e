/** Rows by store, as they were read. */
export type Salvaged = Readonly<Record<string, readonly unknown[]>>;

/**
 * What can still be read of `stores` in a database that the portal cannot open as its own: answers may be asked for again, but a draft
 * exists nowhere else. Empty where even the browser cannot open it. Never rejects, changes nothing.
 */
export async function salvage(factory: IDBFactory, name: string, stores: readonly string[]): Promise<Salvaged> {
  const db = await openAsItIs(factory, name);
  if (!db) return {};
  const found: Record<string, readonly unknown[]> = {};
  for (const store of stores) if (db.objectStoreNames.contains(store)) found[store] = await allRows(db, store);
  db.close();
  return found;
}

function openAsItIs(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = factory.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      // There was none after all: nothing may be made by looking.
      request.onupgradeneeded = () => request.transaction?.abort();
    } catch {
      resolve(null);
    }
  });
}

/** One row at a time: a damaged one ends the reading, not what was read before it. */
function allRows(db: IDBDatabase, store: string): Promise<readonly unknown[]> {
  return new Promise((resolve) => {
    const rows: unknown[] = [];
    try {
      const request = db.transaction(store).objectStore(store).openCursor();
      request.onsuccess = () => {
        if (!request.result) return resolve(rows);
        rows.push(request.result.value);
        request.result.continue();
      };
      request.onerror = () => resolve(rows);
    } catch {
      resolve(rows);
    }
  });
}
