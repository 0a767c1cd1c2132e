import type { Direction } from '../layout/move';
import type { PlacedTile } from '../layout/places';

/** The nearest tile in a direction, by middles; what lies askew counts as twice as far. Null at the edge. */
export function neighbour(tiles: readonly PlacedTile[], id: string, direction: Direction): string | null {
  const from = tiles.find((one) => one.tile.id === id);
  if (!from) return null;
  const middle = ({ place: { x, y, w, h } }: PlacedTile): readonly [number, number] => [x + w / 2, y + h / 2];
  const [fromX, fromY] = middle(from);
  let best: { readonly id: string; readonly far: number } | null = null;
  for (const one of tiles) {
    const [x, y] = middle(one);
    const isAcross = direction === 'left' || direction === 'right';
    const ahead = (isAcross ? x - fromX : y - fromY) * (direction === 'left' || direction === 'up' ? -1 : 1);
    const aside = Math.abs(isAcross ? y - fromY : x - fromX);
    const far = ahead + 2 * aside;
    if (ahead > 0 && (best === null || far < best.far)) best = { id: one.tile.id, far };
  }
  return best?.id ?? null;
}
