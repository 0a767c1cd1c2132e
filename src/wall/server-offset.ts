/** One answer that told its time: when it was asked and when it came by the device's clock, and the server's time within. */
export interface TimeSample {
  readonly askedAt: number;
  readonly cameAt: number;
  readonly serverTime: number;
}
export interface Offset {
  /** Server minus device, ms. */
  readonly aheadMs: number;
  /** How long that answer was on its way: the offset is wrong by at most half of it. */
  readonly tripMs: number;
  readonly at: number;
}

/** A quick answer from longer ago than this is worth less than a slow one of now: clocks run apart. */
const TRUSTED_MS = 10 * 60_000;
/** A jump of either clock by more than the longest trip shows in any answer. */
const JUMP_MS = 2_000;

/** What is believed of the server's clock after another answer: the quickest of the last ten minutes tells it best. */
export function withSample(known: Offset | null, { askedAt, cameAt, serverTime }: TimeSample): Offset {
  const heard: Offset = { aheadMs: serverTime - (askedAt + cameAt) / 2, tripMs: Math.max(0, cameAt - askedAt), at: cameAt };
  if (!known || heard.tripMs <= known.tripMs || Math.abs(cameAt - known.at) > TRUSTED_MS) return heard;
  return Math.abs(heard.aheadMs - known.aheadMs) > heard.tripMs / 2 + known.tripMs / 2 + JUMP_MS ? heard : known;
}
