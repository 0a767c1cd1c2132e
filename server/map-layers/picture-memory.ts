import type { Picture } from './picture';

/** Pictures kept for a while, the least recently asked for forgotten first. */
export interface PictureMemory {
  readonly get: (key: string, now: number) => { readonly picture: Picture; readonly until: number } | null;
  readonly put: (key: string, picture: Picture, until: number) => void;
  readonly clear: () => void;
  readonly bytes: () => number;
}

/** What keeping one costs beside its bytes. */
const OVERHEAD = 300;

/** @param most bytes of all pictures together. */
export function createPictureMemory(most: number): PictureMemory {
  const kept = new Map<string, { readonly picture: Picture; readonly until: number }>();
  let held = 0;
  const weight = (picture: Picture): number => picture.bytes.length + OVERHEAD;
  const drop = (key: string): void => {
    const found = kept.get(key);
    if (found && kept.delete(key)) held -= weight(found.picture);
  };
  return {
    get(key, now) {
      const found = kept.get(key);
      if (!found) return null;
      if (now >= found.until) {
        drop(key);
        return null;
      }
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    put(key, picture, until) {
      drop(key);
      kept.set(key, { picture, until });
      held += weight(picture);
      for (const oldest of kept.keys()) {
        if (held <= most) break;
        drop(oldest);
      }
    },
    clear() {
      kept.clear();
      held = 0;
    },
    bytes: () => held,
  };
}
