import type { Figure } from '@/domain/figure';
import { valueOf } from '@/domain/measure';
import type { ChartModel } from './model';

export interface Slice {
  readonly id: string;
  readonly at: number;
  readonly figure: Figure;
  /** Part of the whole of the values there are, 0…1; null where there is no number. */
  readonly share: number | null;
  /** SVG path of its ring sector around (50, 50). */
  readonly path: string;
}

const [OUTER, INNER] = [48, 30];
const point = (turn: number, radius: number): string =>
  `${(50 + radius * Math.sin(turn * 2 * Math.PI)).toFixed(3)} ${(50 - radius * Math.cos(turn * 2 * Math.PI)).toFixed(3)}`;

/** Slices of a ring in the order of the rows. A missing value takes no room and is never a zero share. */
export function slicesOf(rows: ChartModel['rows']): readonly Slice[] {
  const whole = rows.reduce((sum, { figures }) => sum + (valueOf(figures[0]?.measure) ?? 0), 0);
  let from = 0;
  return rows.flatMap(({ id, figures }, at): Slice[] => {
    const [figure] = figures;
    if (!figure) return [];
    const value = valueOf(figure.measure);
    const share = value === null || whole <= 0 ? null : value / whole;
    // A whole turn would end where it began and draw nothing.
    const to = from + Math.min(share ?? 0, 0.9999);
    const large = to - from > 0.5 ? 1 : 0;
    const path = share === null || share === 0 ? '' : `M${point(from, OUTER)} A${OUTER} ${OUTER} 0 ${large} 1 ${point(to, OUTER)} L${point(to, INNER)} A${INNER} ${INNER} 0 ${large} 0 ${point(from, INNER)} Z`;
    from = to;
    return [{ id, at, figure, share, path }];
  });
}
