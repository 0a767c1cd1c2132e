import { keep, type KeptReply } from './send';
import type { MockRequest, SourceSystem } from './system';

/** Answers kept; the largest is some 150 kB. */
const MOST_KEPT = 250;

/** Answers of all systems, computed once a question and tick. */
export interface AnswerBook {
  ask(system: SourceSystem, request: Omit<MockRequest, 'now'>, now: number): KeptReply;
  clear(): void;
}

export function createAnswerBook(): AnswerBook {
  const kept = new Map<string, KeptReply>();
  return {
    ask: (system, request, now) => {
      const tick = Math.floor(now / system.tickMs) * system.tickMs;
      const key = `${system.id} ${tick} ${request.method} ${request.path}?${request.query.toString()} ${request.body}`;
      const known = kept.get(key);
      if (known) return known;
      const made = keep(system.answer({ ...request, now: tick }));
      kept.set(key, made);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
      return made;
    },
    clear: () => kept.clear(),
  };
}
