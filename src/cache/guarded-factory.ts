/** The parts of `IDBFactory` that Dexie uses. */
export type DatabaseFactory = Pick<IDBFactory, 'open' | 'deleteDatabase' | 'cmp' | 'databases'>;

/**
 * Lets Dexie open one native version and nothing else. Left alone, Dexie answers a newer database on disk by opening it
 * anyway and adding the stores it misses: a write by an old portal into a new one's data. Here that attempt fails as
 * `VersionError`, and a repair of a database of our own version that lacks its stores fails as `DataError`.
 * A connection that arrives after nobody waits for it any more is closed at once, so that it blocks no other tab.
 */
export function guardedFactory(factory: IDBFactory, nativeVersion: number, isAbandoned: () => boolean): DatabaseFactory {
  return {
    open(name, version) {
      if (version === undefined) throw new DOMException('A newer portal wrote this database', 'VersionError');
      if (version !== nativeVersion) throw new DOMException('This database lacks stores of its own version', 'DataError');
      const request = factory.open(name, version);
      request.addEventListener('success', () => {
        if (isAbandoned()) request.result.close();
      });
      return request;
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    cmp: (first, second) => factory.cmp(first, second),
    databases: () => factory.databases(),
  };
}
