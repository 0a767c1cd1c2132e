import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { readScreenProgram } from '@/wall/parse-wall';
import type { ScreenProgram } from '@/wall/parse-wall';
import { withSample } from '@/wall/server-offset';
import type { Offset, TimeSample } from '@/wall/server-offset';
import type { KeptProgram } from './kept-program';

export interface FollowParts {
  /** `GET /api/screen/program`. */
  readonly ask: () => Promise<Result<unknown, GatewayProblem>>;
  readonly clock: { now(): number; later(ms: number, run: () => void): () => void };
  /** What this device showed last; null where nothing was kept. */
  readonly kept: KeptProgram | null;
  readonly keep: (kept: KeptProgram) => void;
  /** The gateway answers this screen no more. One that cannot be reached is no refusal. */
  readonly refused: () => void;
}

export interface ProgramFollower {
  /** What counts now; null until anything is known. */
  readonly held: Readonly<ShallowRef<ScreenProgram | null>>;
  /** What counts from its own `takeAt`. */
  readonly next: Readonly<ShallowRef<ScreenProgram | null>>;
  /** Now by the gateway's clock; by this device's until it has told its time. */
  serverNow(): number;
  /** Asks at once: something says that there is another program. */
  refresh(): void;
  /** Another answer that told the gateway's time. */
  sample(sample: TimeSample): void;
  stop(): void;
}

/** Where no event arrives, a change is seen within this. */
const POLL_MS = 30_000;
const AGAIN_MS = 5_000;
/** After a silence it asks so many times more at that pace: the stream of events takes longer to come back than the gateway. */
const SOON_TIMES = 12;
/** A timer is not trusted over longer than this: clocks are set, machines sleep. */
const LONGEST_MS = 1_000;

/** Follows what the gateway wants this screen to show, and lets each change count at its own moment of the gateway's clock. */
export function followProgram({ ask, clock, kept, keep, refused }: FollowParts): ProgramFollower {
  const held = shallowRef<ScreenProgram | null>(kept?.program ?? null);
  const next = shallowRef<ScreenProgram | null>(null);
  let offset: Offset | null = null;
  let latest = kept ? textOf(kept.program) : '';
  let asking = false;
  let wanted = false;
  let stopped = false;
  let soon = 0;
  let callOffPoll = (): void => undefined;
  let callOffTurn = (): void => undefined;
  const serverNow = (): number => clock.now() + (offset?.aheadMs ?? kept?.aheadMs ?? 0);

  function turn(): void {
    callOffTurn();
    const coming = next.value;
    if (!coming || stopped) return;
    const left = coming.program.takeAt - serverNow();
    if (left <= 0) {
      held.value = coming;
      next.value = null;
    } else callOffTurn = clock.later(Math.min(left, LONGEST_MS), turn);
  }

  function take(answer: ScreenProgram): void {
    const text = textOf(answer);
    if (text === latest) return;
    latest = text;
    keep({ program: answer, aheadMs: offset?.aheadMs ?? 0 });
    const waits = held.value !== null && answer.program.takeAt > serverNow();
    if (!waits) held.value = answer;
    next.value = waits ? answer : null;
    turn();
  }

  async function look(): Promise<void> {
    callOffPoll();
    asking = true;
    wanted = false;
    const askedAt = clock.now();
    const reply = await ask();
    asking = false;
    if (stopped) return;
    const answer = reply.ok ? readScreenProgram(reply.value).value : null;
    if (answer) {
      offset = withSample(offset, { askedAt, cameAt: clock.now(), serverTime: answer.serverTime });
      take(answer);
    } else if (!reply.ok && (reply.error.status === 401 || reply.error.status === 403)) refused();
    soon = answer ? Math.max(0, soon - 1) : SOON_TIMES;
    if (wanted) void look();
    else callOffPoll = clock.later(soon > 0 ? AGAIN_MS : POLL_MS, () => void look());
  }
  void look();

  return {
    held, next, serverNow,
    refresh() {
      wanted = true;
      if (!asking && !stopped) void look();
    },
    sample(sample) { offset = withSample(offset, sample); },
    stop() {
      stopped = true;
      callOffPoll();
      callOffTurn();
    },
  };
}

/** The same program, scene and screen are the same answer: nothing is drawn anew. */
const textOf = ({ serverTime: _time, ...rest }: ScreenProgram): string => JSON.stringify(rest);
