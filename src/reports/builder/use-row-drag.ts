import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';

/** What is dragged, and the row it is over. */
export interface RowDrag {
  readonly id: string;
  readonly over: { readonly id: string; readonly isLower: boolean } | null;
}
export interface RowDragging {
  readonly drag: Readonly<ShallowRef<RowDrag | null>>;
  /** To be called when a pointer comes down on the handle of a row. */
  readonly begin: (event: PointerEvent, id: string) => void;
}
/** Px that a mouse may tremble before it drags. */
const SLACK = 4;
/** Px from the edge of the list within which it scrolls. */
const EDGE = 28;

/** Which row a height is over, and whether in its lower half; null above the first and below the last. */
export function rowAt(rows: readonly { readonly id: string; readonly top: number; readonly bottom: number }[], y: number): RowDrag['over'] {
  const row = rows.find(({ top, bottom }) => y >= top && y < bottom);
  return row ? { id: row.id, isLower: y >= (row.top + row.bottom) / 2 } : null;
}

/** Rows of an outline dragged by Pointer Events, for mouse, pen and finger alike. Escape, or whatever takes the pointer away, leaves all as it was. */
export function useRowDrag(list: () => HTMLElement | null, drop: (id: string, on: string, isLower: boolean) => void): RowDragging {
  const drag = shallowRef<RowDrag | null>(null);
  let going: { readonly id: string; readonly pointer: number; readonly element: HTMLElement; readonly y: number } | null = null;

  function begin(event: PointerEvent, id: string): void {
    const element = event.currentTarget;
    if (going || event.button !== 0 || !(element instanceof HTMLElement)) return;
    going = { id, pointer: event.pointerId, element, y: event.clientY };
    element.setPointerCapture(event.pointerId);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', end);
    addEventListener('keydown', onKey, true);
  }
  function onMove(event: PointerEvent): void {
    if (!going || event.pointerId !== going.pointer) return;
    if (!drag.value && Math.abs(event.clientY - going.y) < SLACK) return;
    const room = list();
    if (!room) return;
    const { top, bottom } = room.getBoundingClientRect();
    if (event.clientY < top + EDGE) room.scrollBy(0, -8);
    else if (event.clientY > bottom - EDGE) room.scrollBy(0, 8);
    const rows = [...room.querySelectorAll<HTMLElement>('[data-row]')].map((row) => ({ id: row.dataset['row'] ?? '', ...sides(row) }));
    drag.value = { id: going.id, over: rowAt(rows, event.clientY) };
  }
  function onUp(event: PointerEvent): void {
    if (!going || event.pointerId !== going.pointer) return;
    const dropped = drag.value;
    end();
    if (dropped?.over && dropped.over.id !== dropped.id) drop(dropped.id, dropped.over.id, dropped.over.isLower);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !drag.value) return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }
  function end(): void {
    if (!going) return;
    const { element, pointer } = going;
    going = null;
    drag.value = null;
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', end);
    removeEventListener('keydown', onKey, true);
    if (element.hasPointerCapture(pointer)) element.releasePointerCapture(pointer);
  }
  onScopeDispose(end);
  return { drag, begin };
}

function sides(row: HTMLElement): { readonly top: number; readonly bottom: number } {
  const { top, bottom } = row.getBoundingClientRect();
  return { top, bottom };
}
