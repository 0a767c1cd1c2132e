import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { TilePlace } from '@/config/dashboard';
import { boxAt, cellAt, cellsOf, scrollBy, type GridBox } from './drag-cells';
import type { Command } from './editor-model';
import type { Editor } from './use-editor';

export interface Drag {
  readonly tile: string;
  readonly kind: 'move' | 'resize';
  readonly title: string;
  /** Size the tile keeps on the grid while its new one is only shown. */
  readonly place: TilePlace;
}
export interface Dragging {
  readonly drag: ShallowRef<Drag | null>;
  /** The box that follows the pointer; its owner mounts it while `drag` stands. */
  readonly ghost: ShallowRef<HTMLElement | null>;
  /** To be called when a pointer comes down on a tile or its handle. */
  readonly begin: (event: PointerEvent, wanted: Drag, frame: HTMLElement) => void;
  readonly cancel: () => void;
}

/** Px that a mouse may tremble before it drags. */
const SLACK = 4;

interface Going {
  readonly wanted: Drag;
  readonly pointer: number;
  readonly element: HTMLElement;
  readonly from: { readonly x: number; readonly y: number };
  readonly rect: DOMRect;
  now: { x: number; y: number };
  isMoving: boolean;
  cell: string;
  command: Command | null;
}

/**
 * Dragging by Pointer Events, for mouse, pen and finger alike. A move of the pointer moves the ghost by a transform; the layout is thought
 * through once for each cell it comes to. The pointer is held by `room`, which stays while tiles come and go. Escape, or whatever takes the pointer away, leaves everything as it was.
 */
export function useDrag(editor: Editor, room: () => HTMLElement | null, boxes: () => readonly GridBox[]): Dragging {
  const drag = shallowRef<Drag | null>(null);
  const ghost = shallowRef<HTMLElement | null>(null);
  let going: Going | null = null;
  let frame = 0;

  function begin(event: PointerEvent, wanted: Drag, frame: HTMLElement): void {
    const element = room();
    if (going || event.button !== 0 || !element) return;
    const from = { x: event.clientX, y: event.clientY };
    going = { wanted, pointer: event.pointerId, element, from, rect: frame.getBoundingClientRect(), now: { ...from }, isMoving: false, cell: '', command: null };
    element.setPointerCapture(event.pointerId);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', cancel);
    addEventListener('keydown', onKey, true);
  }
  function onMove(event: PointerEvent): void {
    if (!going || event.pointerId !== going.pointer) return;
    going.now = { x: event.clientX, y: event.clientY };
    if (!going.isMoving && Math.hypot(going.now.x - going.from.x, going.now.y - going.from.y) < SLACK) return;
    if (!going.isMoving) {
      going.isMoving = true;
      drag.value = going.wanted;
    }
    if (frame === 0) frame = requestAnimationFrame(follow);
  }
  /** One frame: ghost, then the cell under it, then the page where the pointer is near its edge. */
  function follow(): void {
    frame = 0;
    if (!going?.isMoving) return;
    paintGhost(going, ghost.value);
    think(going);
    const scrolled = scrollBy(going.now.y, 0, innerHeight);
    const before = scrollY;
    if (scrolled !== 0) window.scrollBy(0, scrolled);
    if (scrollY !== before) frame = requestAnimationFrame(follow);
  }
  function think(now: Going): void {
    const command = commandOf(now, boxes(), editor);
    const cell = JSON.stringify(command);
    if (!command || cell === now.cell) return;
    now.cell = cell;
    const board = editor.attempt(command);
    now.command = board && command;
    editor.preview.value = board;
  }
  function onUp(event: PointerEvent): void {
    if (!going || event.pointerId !== going.pointer) return;
    if (going.isMoving) think(going);
    const { command } = going;
    end();
    if (command) editor.run(command);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !going?.isMoving) return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  }
  // It is never seen where it is not.
  watch(ghost, (box) => { if (going) paintGhost(going, box); }, { flush: 'sync' });
  const cancel = (): void => end();
  function end(): void {
    if (!going) return;
    const { element, pointer } = going;
    going = null;
    cancelAnimationFrame(frame);
    frame = 0;
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', cancel);
    removeEventListener('keydown', onKey, true);
    if (element.hasPointerCapture(pointer)) element.releasePointerCapture(pointer);
    editor.preview.value = null;
    drag.value = null;
  }
  onScopeDispose(end);
  return { drag, ghost, begin, cancel };
}

function paintGhost({ wanted, rect, from, now }: Going, ghost: HTMLElement | null): void {
  if (!ghost) return;
  const [dx, dy] = [now.x - from.x, now.y - from.y];
  const isMove = wanted.kind === 'move';
  ghost.style.width = `${isMove ? rect.width : Math.max(24, rect.width + dx)}px`;
  ghost.style.height = `${isMove ? rect.height : Math.max(24, rect.height + dy)}px`;
  ghost.style.transform = `translate3d(${rect.left + (isMove ? dx : 0)}px, ${rect.top + (isMove ? dy : 0)}px, 0)`;
}

function commandOf({ wanted, rect, from, now }: Going, boxes: readonly GridBox[], editor: Editor): Command | null {
  const surface = editor.surface.value;
  const [dx, dy] = [now.x - from.x, now.y - from.y];
  if (wanted.kind === 'resize') {
    const box = boxAt(boxes, from);
    return box && { do: 'resize', surface, tile: wanted.tile, ...cellsOf(box, { width: rect.width + dx, height: rect.height + dy }) };
  }
  const box = boxAt(boxes, now);
  return box && { do: 'drop', surface, tile: wanted.tile, section: box.section, ...cellAt(box, { x: rect.left + dx, y: rect.top + dy }) };
}
