/** Something that waits while the page is loaded anew: as long as the tab. */
export interface Keeper<T> {
  read(): T | null;
  /** Null forgets. */
  keep(value: T | null): void;
}

/** A keeper over the tab's own storage; where the browser gives none nothing is kept. `parse` gives null for what it cannot read. */
export function keptInTab<T>(key: string, parse: (raw: unknown) => T | null): Keeper<T> {
  return {
    read() {
      try {
        return parse(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
      } catch {
        return null;
      }
    },
    keep(value) {
      try {
        if (value === null) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Without storage it is in the page alone.
        return;
      }
    },
  };
}
