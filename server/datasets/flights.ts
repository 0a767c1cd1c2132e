import { err, type Result } from '@/domain/result';
import type { SourceError } from '@/federation/source-error';
import type { Admitted } from './admit';
import type { Kept } from './kept';

type Outcome = Result<Kept, SourceError>;

/** Asks under way in this gateway: however many wait for one question, it is asked once. */
export interface Flights {
  /** Waits with the others for the answer; a flight that nobody waits for any more is called off, unless it was started behind. */
  readonly join: (question: Admitted, signal: AbortSignal) => Promise<Outcome>;
  /** Starts without anybody waiting, where none is under way. */
  readonly behind: (question: Admitted) => void;
  readonly has: (key: string) => boolean;
  /** What is under way is still told to those who wait for it, and to nobody who comes later. */
  readonly partWith: () => void;
  /** Calls everything off and waits for what must still be written. */
  readonly stop: () => Promise<void>;
}

interface Flight {
  readonly outcome: Promise<Outcome>;
  readonly stop: AbortController;
  waiting: number;
  behind: boolean;
}

/** `start` calls `done` once with the outcome, and settles when nothing is left to do. */
export function createFlights(start: (question: Admitted, signal: AbortSignal, done: (outcome: Outcome) => void) => Promise<void>): Flights {
  const flights = new Map<string, Flight>();
  const parted = new Set<Flight>();
  const tails = new Set<Promise<void>>();

  const open = (question: Admitted): Flight => {
    const known = flights.get(question.key);
    if (known) return known;
    const stop = new AbortController();
    const outcome = new Promise<Outcome>((resolve) => {
      const land = (landed: Outcome): void => {
        if (!parted.delete(flight) && flights.get(question.key) === flight) flights.delete(question.key);
        resolve(landed);
      };
      const tail: Promise<void> = start(question, stop.signal, land)
        .catch((fault: unknown) => land(err({ kind: 'source-error', source: question.dataset.source, dataset: question.dataset.id, ...(fault instanceof Error ? { got: fault.name } : {}) })))
        .finally(() => tails.delete(tail));
      tails.add(tail);
    });
    const flight: Flight = { stop, waiting: 0, behind: false, outcome };
    flights.set(question.key, flight);
    return flight;
  };

  return {
    join(question, signal) {
      const flight = open(question);
      flight.waiting += 1;
      return new Promise((resolve) => {
        let here = true;
        const leave = (landed: Outcome): void => {
          if (!here) return;
          here = false;
          flight.waiting -= 1;
          signal.removeEventListener('abort', gone);
          resolve(landed);
        };
        const gone = (): void => {
          leave(err({ kind: 'cancelled', source: question.dataset.source, dataset: question.dataset.id }));
          if (flight.waiting > 0 || flight.behind) return;
          if (flights.get(question.key) === flight) flights.delete(question.key);
          flight.stop.abort();
        };
        signal.addEventListener('abort', gone, { once: true });
        if (signal.aborted) gone();
        void flight.outcome.then(leave);
      });
    },
    behind: (question) => void (open(question).behind = true),
    has: (key) => flights.has(key),
    partWith() {
      for (const flight of flights.values()) parted.add(flight);
      flights.clear();
    },
    async stop() {
      for (const { stop } of [...flights.values(), ...parted]) stop.abort();
      flights.clear();
      await Promise.all(tails);
    },
  };
}
