export interface PlacedLabel {
  readonly id: string;
  /** Centre where it would like to be, px. */
  readonly wish: number;
  readonly height: number;
  /** Lower stays longer when there is no room for all. */
  readonly rank: number;
}

/**
 * Centres for labels stacked in one column between `from` and `to`, none overlapping, each as near its wish as the order
 * of wishes allows. Labels that cannot fit are left out, highest rank number first.
 */
export function spreadLabels(labels: readonly PlacedLabel[], from: number, to: number): ReadonlyMap<string, number> {
  let kept = [...labels];
  const total = (): number => kept.reduce((sum, label) => sum + label.height, 0);
  while (kept.length > 0 && total() > to - from) {
    const worst = kept.reduce((a, b) => (b.rank > a.rank ? b : a));
    kept = kept.filter((label) => label !== worst);
  }
  kept.sort((a, b) => a.wish - b.wish || a.rank - b.rank);

  // Blocks of touching labels slide together to the mean of their wishes (pool adjacent violators).
  const blocks: { top: number; height: number; members: PlacedLabel[]; wishTop: number[] }[] = [];
  for (const label of kept) {
    blocks.push({ top: clamp(label.wish - label.height / 2, from, to - label.height), height: label.height, members: [label], wishTop: [label.wish - label.height / 2] });
    for (let last = blocks.at(-1), before = blocks.at(-2); last && before && before.top + before.height > last.top; last = blocks.at(-1), before = blocks.at(-2)) {
      const wishTop = [...before.wishTop, ...last.wishTop.map((top) => top - before.height)];
      const height = before.height + last.height;
      const mean = wishTop.reduce((sum, top) => sum + top, 0) / wishTop.length;
      blocks.splice(-2, 2, { top: clamp(mean, from, to - height), height, members: [...before.members, ...last.members], wishTop });
    }
  }

  const centres = new Map<string, number>();
  for (const block of blocks) {
    let top = block.top;
    for (const label of block.members) {
      centres.set(label.id, top + label.height / 2);
      top += label.height;
    }
  }
  return centres;
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
