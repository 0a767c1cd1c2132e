import { sizeOf, type Kept } from './kept';

/** Answers of this gateway, the least lately used going first when there are too many bytes. */
export interface AnswerMemory {
  readonly get: (key: string) => Kept | undefined;
  readonly put: (key: string, kept: Kept) => void;
  readonly drop: (key: string) => void;
  readonly dropDataset: (id: string) => void;
  readonly clear: () => void;
  readonly bytes: () => number;
}

export function createAnswerMemory(budgetBytes: number): AnswerMemory {
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    const old = kept.get(key);
    if (old && kept.delete(key)) bytes -= sizeOf(old);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found) {
        kept.delete(key);
        kept.set(key, found);
      }
      return found;
    },
    put(key, next) {
      drop(key);
      kept.set(key, next);
      bytes += sizeOf(next);
      // The newest stays however large: without it every reader would ask the source.
      for (const oldest of kept.keys()) {
        if (bytes <= budgetBytes || kept.size === 1) break;
        drop(oldest);
      }
    },
    drop,
    dropDataset(id) {
      for (const [key, { rest }] of [...kept]) if (rest.provenance.dataset === id) drop(key);
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
    bytes: () => bytes,
  };
}
