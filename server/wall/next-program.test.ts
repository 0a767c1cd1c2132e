import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant, type Instant } from '@/domain/time';
import type { Program, WallDeed } from '@/domain/wall';
import { initialProgram } from '../screens/stored-program';
import { nextProgram, TAKE_AHEAD_MS } from './next-program';

const START = toInstant(Date.UTC(2026, 10, 21, 3, 0, 0));
const BY = 'Trực ban';

const seconds = fc.option(fc.integer({ min: 5, max: 86_400 }), { nil: null });
const deed: fc.Arbitrary<WallDeed> = fc.oneof(
  fc.record({ do: fc.constant('take' as const), scene: fc.constantFrom('duty', 'morning-brief') }),
  fc.record({ do: fc.constantFrom('next', 'pause', 'resume', 'freeze', 'thaw', 'blank', 'unblank', 'clear-message', 'end-alert') }),
  fc.record({ do: fc.constant('message' as const), text: fc.constant('Họp lúc 9 giờ'), seconds }),
  fc.record({ do: fc.constant('alert' as const), scene: fc.constant('flood-storm'), title: fc.constant('Lũ khẩn cấp'), seconds }),
  fc.record({ do: fc.constant('room' as const), room: fc.constantFrom('normal', 'visitors') }),
);
/** Deeds one after another, each so many ms after the one before. */
const steps = fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 3_600_000 })), { maxLength: 12 });

interface Run { readonly program: Program; readonly now: Instant }
const first: Run = { program: initialProgram(START), now: START };
const after = ({ program, now }: Run, given: WallDeed, ms = 0): Run => {
  const at = toInstant(now + ms);
  return { program: nextProgram(program, given, at, BY), now: at };
};
const ran = fc.tuple(steps, fc.integer({ min: 0, max: 3_600_000 })).map(([all, rest]): Run => {
  const end = all.reduce((run, [given, ms]) => after(run, given, ms), first);
  return { ...end, now: toInstant(end.now + rest) };
});

/** How far playlists have come when the program counts. */
const come = ({ heldMs, startedAt, takeAt }: Program): number => heldMs ?? Math.max(0, takeAt - startedAt);
/** What is shown, without who and when. */
const picture = ({ revision: _revision, takeAt: _takeAt, by: _by, changedAt: _changedAt, ...shown }: Program): object => shown;
const later = fc.integer({ min: 0, max: 3_600_000 });

describe('the next program', () => {
  it('is one revision further, counts in a moment, and says who drives', () => {
    fc.assert(fc.property(ran, deed, ({ program, now }, given) => {
      const next = nextProgram(program, given, now, BY);
      expect(next).toMatchObject({ revision: program.revision + 1, takeAt: now + TAKE_AHEAD_MS, by: BY, changedAt: now });
    }));
  });

  it('shows a taken scene from its beginning, whatever stood before', () => {
    fc.assert(fc.property(ran, ({ program, now }) => {
      const next = nextProgram(program, { do: 'take', scene: 'duty' }, now, BY);
      expect(next).toMatchObject({ scene: 'duty', startedAt: next.takeAt, skipped: 0, heldMs: null, mode: 'run', room: program.room });
    }));
  });

  it.each([['pause', 'resume'], ['freeze', 'thaw'], ['freeze', 'resume'], ['pause', 'thaw']] as const)('%s then %s loses no time of a playlist', (hold, release) => {
    fc.assert(fc.property(ran, later, (run, ms) => {
      const held = after(run, { do: hold });
      expect(held.program.heldMs).toBe(run.program.heldMs ?? Math.max(0, held.program.takeAt - run.program.startedAt));
      const gone = after(held, { do: release }, ms);
      expect(come(gone.program)).toBe(held.program.heldMs);
      if (release === 'resume') expect(gone.program.heldMs).toBeNull();
      expect(gone.program).toMatchObject({ scene: run.program.scene, skipped: run.program.skipped });
    }));
  });

  it('holds and lets go only once, however often it is asked', () => {
    fc.assert(fc.property(ran, fc.constantFrom('pause' as const, 'freeze' as const), later, (run, hold, ms) => {
      const once = after(run, { do: hold });
      expect(come(after(once, { do: hold }, ms).program)).toBe(come(once.program));
    }));
  });

  it('keeps everything under the dark', () => {
    fc.assert(fc.property(ran, later, (run, ms) => {
      const dark = after(run, { do: 'blank' });
      expect(dark.program).toMatchObject({ mode: 'blank', scene: run.program.scene, startedAt: run.program.startedAt, heldMs: run.program.heldMs, skipped: run.program.skipped });
      const lit = after(dark, { do: 'unblank' }, ms).program;
      expect(lit.mode).toBe(run.program.heldMs === null ? 'run' : 'paused');
      expect(lit).toMatchObject({ scene: run.program.scene, startedAt: run.program.startedAt, heldMs: run.program.heldMs });
    }));
  });

  it.each(['pause', 'resume', 'freeze', 'thaw', 'next', 'clear-message', 'end-alert', 'blank'] as const)('lights no dark screen by %s', (bare) => {
    fc.assert(fc.property(ran, (run) => { expect(after(after(run, { do: 'blank' }), { do: bare }).program.mode).toBe('blank'); }));
  });

  it('gives back exactly what stood before an alert, by hand', () => {
    fc.assert(fc.property(ran, seconds, later, (run, lasts, ms) => {
      // What had gone by itself is gone in both.
      const before = after(run, { do: 'end-alert' });
      const alert = after(before, { do: 'alert', scene: 'flood-storm', title: 'Lũ', seconds: lasts });
      const { takeover, ...below } = alert.program;
      expect(takeover).toEqual({ scene: 'flood-storm', title: 'Lũ', since: alert.program.takeAt, until: lasts === null ? null : alert.program.takeAt + lasts * 1_000 });
      expect({ ...picture({ ...below, takeover: null }) }).toEqual(picture(before.program));
      const message = before.program.message;
      const stays = message === null || message.until === null || message.until > alert.now + ms + TAKE_AHEAD_MS;
      expect(picture(after(alert, { do: 'end-alert' }, ms).program)).toEqual({ ...picture(before.program), ...(stays ? {} : { message: null }) });
    }));
  });

  it('forgets an alert and a message whose time is over, and never one whose is not', () => {
    const alert = after(after(first, { do: 'alert', scene: 'flood-storm', title: 'Lũ', seconds: 60 }), { do: 'message', text: 'Chú ý', seconds: 60 });
    expect(after(alert, { do: 'next' }, 57_000).program).toMatchObject({ takeover: { scene: 'flood-storm' }, message: { text: 'Chú ý' } });
    expect(after(alert, { do: 'next' }, 60_000).program).toMatchObject({ takeover: null, message: null, skipped: 1 });
  });

  it('takes a scene beneath an alert, which stays', () => {
    const alert = after(first, { do: 'alert', scene: 'flood-storm', title: 'Lũ', seconds: null });
    expect(after(alert, { do: 'take', scene: 'duty' }).program).toMatchObject({ scene: 'duty', takeover: { scene: 'flood-storm' } });
  });

  it('follows from its arguments alone', () => {
    fc.assert(fc.property(ran, deed, ({ program, now }, given) => {
      const before = structuredClone(program);
      expect(nextProgram(program, given, now, BY)).toEqual(nextProgram(before, given, now, BY));
      expect(program).toEqual(before);
    }));
  });
});
