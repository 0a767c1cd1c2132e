import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame, Position } from './frame';
import { follow } from './sequence';

const at = (id: number, epoch = 'e1'): Position => ({ epoch, id });
const event = (id: number, after: number, epoch = 'e1'): Frame => ({ type: 'event', at: at(id, epoch), after, event: { kind: 'dataset-changed', payload: { id } } });
const resync = (id: number, epoch = 'e1'): Frame => ({ type: 'resync', at: at(id, epoch) });
const beat = (id: number, after: number): Frame => ({ type: 'heartbeat', at: at(id), after, serverTime: 0 });

describe('the order of events', () => {
  it('asks for a look at everything when events are missing, not when they are not ours', () => {
    expect(follow(at(5), event(8, 7))).toMatchObject({ at: at(8), resync: true, event: { payload: { id: 8 } } });
    expect(follow(at(5), event(8, 5))).toMatchObject({ at: at(8), resync: false });
    expect(follow(at(5), beat(8, 6))).toMatchObject({ at: at(8), resync: true });
    expect(follow(at(5), beat(8, 5))).toMatchObject({ at: at(8), resync: false });
  });
  it('starts anew in another epoch', () => {
    expect(follow(at(500), event(3, 2, 'e2'))).toMatchObject({ at: at(3, 'e2'), resync: true });
    expect(follow(at(500), { type: 'hello', at: at(0, 'e2'), heartbeatMs: 1, serverTime: 0 })).toMatchObject({ at: at(0, 'e2'), resync: true });
  });
  it('passes over what it has had', () => {
    expect(follow(at(5), event(5, 4))).toEqual({ at: at(5), resync: false, event: null });
    expect(follow(at(5), { type: 'hello', at: at(3), heartbeatMs: 1, serverTime: 0 })).toEqual({ at: at(5), resync: false, event: null });
  });

  it('tells each event once and in order, or says resync after it, whatever is lost, doubled or swapped', () => {
    const chaos = fc.record({
      /** Ids of this reader's events: others lie between. */
      steps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 30 }),
      fate: fc.array(fc.constantFrom('keep', 'keep', 'keep', 'drop', 'double', 'swap', 'beat', 'resync'), { minLength: 30, maxLength: 30 }),
    });
    fc.assert(fc.property(chaos, ({ steps, fate }) => {
      const ids = steps.map((_, n) => steps.slice(0, n + 1).reduce((sum, step) => sum + step, 0));
      const sent: Frame[] = [];
      let last = 0;
      ids.forEach((id, n) => {
        const frame = event(id, last);
        if (fate[n] === 'swap' && sent.length > 0) sent.splice(-1, 0, frame);
        else if (fate[n] !== 'drop') sent.push(frame);
        if (fate[n] === 'double') sent.push(frame);
        last = id;
        if (fate[n] === 'beat') sent.push(beat((last = id), id));
        if (fate[n] === 'resync') sent.push(resync(id));
      });
      // Sooner or later there is a heartbeat.
      sent.push(beat(last, last));
      let here: Position | null = at(0);
      const told: (number | 'resync')[] = [];
      for (const frame of sent) {
        const result = follow(here, frame);
        here = result.at;
        if (result.resync) told.push('resync');
        if (result.event) told.push(Number(result.event.payload['id']));
      }
      const heard = told.filter((one): one is number => one !== 'resync');
      expect(heard).toEqual([...new Set(heard)].sort((a, b) => a - b));
      const missed = ids.filter((id) => !heard.includes(id));
      for (const id of missed) {
        // Nothing before the missed one may be the last resync.
        const before = told.findLastIndex((one) => one !== 'resync' && one < id);
        expect(told.slice(before + 1)).toContain('resync');
      }
    }), { numRuns: 2_000 });
  });
});
