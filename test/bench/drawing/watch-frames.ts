/** Times from one frame of the page to the next, as its own scripts see them. */
export interface FrameWatch {
  /** From now on; what was noted before is forgotten. */
  begin(): void;
  /** Every time since `begin` or the last `take`, ms. A frame still going on belongs to the next. */
  take(): readonly number[];
}

export function watchFrames(): FrameWatch {
  let last: number | null = null;
  let deltas: number[] = [];
  let isOn = false;
  const note = (): void => {
    // The clock itself: the time a callback is given is that of the display, which says nothing of how late it comes.
    const now = performance.now();
    if (last !== null) deltas.push(now - last);
    last = now;
    requestAnimationFrame(note);
  };
  return {
    begin() {
      [last, deltas] = [null, []];
      if (!isOn) requestAnimationFrame(note);
      isOn = true;
    },
    take() {
      const taken = deltas;
      deltas = [];
      return taken;
    },
  };
}
