import { nextTick, onBeforeUnmount, onMounted, onUpdated, ref, useTemplateRef, watch } from 'vue';
import type { Ref } from 'vue';
import { useWidget } from './use-widget';

/** Room for the line that says how many rows are left, in font sizes of the box. */
const MORE_LINE = 1.6;

const overflow = (element: HTMLElement): number => element.scrollHeight - element.clientHeight;

/**
 * How many rows of a list may be drawn. On a wall nothing scrolls, so rows are drawn as far as the box goes and the rest is
 * counted in words; elsewhere the box scrolls and everything fits (`Infinity`).
 *
 * The box is the element with `ref="root"` (or another name); it holds everything that takes room: head, rows marked
 * `data-fit-row`, foot, and the line "còn N" (class `more`). Rows are measured all drawn, within one frame, whenever their number or the
 * size of the box changes.
 */
export function useFit(count: () => number, name = 'root'): { readonly fits: Readonly<Ref<number>> } {
  const widget = useWidget();
  const box = useTemplateRef<HTMLElement>(name);
  const fits = ref(Infinity);

  /** Only the newest measurement may answer: box, fonts and rows change together at the start, and two at once would both give up rows. */
  let newest = 0;
  let measuring = false;

  async function measure(): Promise<void> {
    const mine = ++newest;
    measuring = true;
    await settle(mine);
    // What it drew itself has been told of by now.
    await nextTick();
    if (mine === newest) measuring = false;
  }

  async function settle(mine: number): Promise<void> {
    fits.value = Infinity;
    if (widget.surface !== 'wall') return;
    await nextTick();
    const element = box.value;
    if (mine !== newest || !element || overflow(element) <= 1) return;
    const top = element.getBoundingClientRect().top;
    const ends = [...element.querySelectorAll('[data-fit-row]')].map((row) => row.getBoundingClientRect().bottom - top);
    // A list already cut by its own limit says so in a line that has been measured with the rest.
    const line = element.querySelector('.more') ? 0 : parseFloat(getComputedStyle(element).fontSize) * MORE_LINE;
    const after = element.scrollHeight - (ends.at(-1) ?? 0) + line;
    fits.value = Math.max(0, ends.filter((end) => end + after <= element.clientHeight).length);
    // Heads of groups further down stay when their rows go: give up rows until all of it fits.
    for (let tries = 0; tries < 12 && fits.value > 0; tries++) {
      await nextTick();
      if (mine !== newest || overflow(element) <= 1) return;
      fits.value -= 1;
    }
  }

  let observer: ResizeObserver | null = null;
  const start = (): void => {
    void measure();
  };
  watch([count, () => widget.surface, () => widget.language], start, { flush: 'post' });
  // Rows that say more than before, in a box as large as before. Where no row is left to give up, measuring would only draw them all once more.
  onUpdated(() => {
    if (!measuring && fits.value > 0 && widget.surface === 'wall' && box.value && overflow(box.value) > 1) start();
  });
  onMounted(() => {
    observer = new ResizeObserver(start);
    if (box.value) observer.observe(box.value);
    // Text set in the fallback font wraps elsewhere than in the real one.
    document.fonts.addEventListener('loadingdone', start);
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
    document.fonts.removeEventListener('loadingdone', start);
  });
  return { fits };
}
