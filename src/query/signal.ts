/** A value that others may follow. */
export interface Signal<T> {
  get(): T;
  /** Calls on every change, not at once; returns how to stop. */
  subscribe(listener: (value: T) => void): () => void;
}

/** A signal that its owner sets. */
export interface SettableSignal<T> extends Signal<T> {
  set(value: T): void;
}

export function createSignal<T>(initial: T): SettableSignal<T> {
  const listeners = new Set<(value: T) => void>();
  let current = initial;
  return {
    get: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
  };
}
