/** A section's grid on the screen: px of the viewport. */
export interface GridBox {
  readonly section: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** From the top of one row to the top of the next. */
  readonly rowPitch: number;
  readonly gap: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

const columnPitch = ({ width, columns, gap }: GridBox): number => (width + gap) / columns;

/** The cell nearest to a corner of a tile. */
export function cellAt(box: GridBox, corner: Point): Point {
  return { x: Math.round((corner.x - box.left) / columnPitch(box)), y: Math.max(0, Math.round((corner.y - box.top) / box.rowPitch)) };
}
/** Columns and rows that a tile of that many px takes, one at least. */
export function cellsOf(box: GridBox, size: { readonly width: number; readonly height: number }): { readonly w: number; readonly h: number } {
  return { w: Math.max(1, Math.round((size.width + box.gap) / columnPitch(box))), h: Math.max(1, Math.round((size.height + box.gap) / box.rowPitch)) };
}
/** The grid that a point is over, else the one whose edge is nearest above or below. */
export function boxAt(boxes: readonly GridBox[], point: Point): GridBox | null {
  const far = ({ top, height }: GridBox): number => (point.y < top ? top - point.y : Math.max(0, point.y - top - height));
  return boxes.reduce<GridBox | null>((best, box) => (best === null || far(box) < far(best) ? box : best), null);
}

/** Px from the edge within which the page scrolls by itself. */
const EDGE = 56;
/** Most px a frame. */
const FASTEST = 18;

/** How far the page scrolls in this frame while something is dragged near its upper or lower edge. */
export function scrollBy(pointerY: number, top: number, bottom: number): number {
  if (pointerY < top + EDGE) return -Math.ceil(FASTEST * Math.min(1, (top + EDGE - pointerY) / EDGE));
  if (pointerY > bottom - EDGE) return Math.ceil(FASTEST * Math.min(1, (pointerY - bottom + EDGE) / EDGE));
  return 0;
}
