import type { AnswerNote } from '../answer';

/** Collects what is worth saying about an answer that stands: how often, and one example. */
export interface NoteBook {
  readonly add: (code: AnswerNote['code'], example?: string) => void;
  readonly notes: () => AnswerNote[];
}

export function createNoteBook(): NoteBook {
  const found = new Map<AnswerNote['code'], { count: number; example: string | undefined }>();
  return {
    add(code, example) {
      const known = found.get(code);
      if (known) known.count += 1;
      else found.set(code, { count: 1, example: example?.slice(0, 64) });
    },
    notes: () => [...found].map(([code, { count, example }]) => ({ code, count, ...(example === undefined ? {} : { example }) })),
  };
}
