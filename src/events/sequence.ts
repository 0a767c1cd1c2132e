import type { Frame, Position, StreamEvent } from './frame';

/** What a listener is told of one frame, in this order. */
export interface Told {
  readonly at: Position | null;
  /** Something was missed: look at everything anew. */
  readonly resync: boolean;
  readonly event: StreamEvent | null;
}

/**
 * Follows the order of events. Every frame names the position before it, so that whatever a network, a gateway or another tab lost is
 * noticed with the next frame: each event is told once and in order, or a resync after it. Pure.
 */
export function follow(at: Position | null, frame: Frame): Told {
  switch (frame.type) {
    case 'retry': return { at, resync: false, event: null };
    case 'ended': return { at, resync: false, event: frame.event };
    case 'resync': return { at: frame.at, resync: true, event: null };
    case 'hello': return moved(at, frame.at, frame.at.id);
    case 'heartbeat': return moved(at, frame.at, frame.after);
    case 'event': {
      if (at && at.epoch === frame.at.epoch && frame.at.id <= at.id) return { at, resync: false, event: null };
      return { ...moved(at, frame.at, frame.after), event: frame.event };
    }
  }
}

/** `after`: everything up to it must be known already. A position before the own one is of a stream that repeats itself. */
function moved(at: Position | null, to: Position, after: number): Told {
  if (!at) return { at: to, resync: false, event: null };
  if (at.epoch !== to.epoch) return { at: to, resync: true, event: null };
  return { at: to.id > at.id ? to : at, resync: after > at.id, event: null };
}
