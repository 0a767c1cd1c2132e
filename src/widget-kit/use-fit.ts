import { onBeforeUnmount, onMounted, onUpdated, ref } from 'vue';
import type { Ref, ShallowRef } from 'vue';

/**
 * How many rows of a list fit its box whole. On a wall nothing scrolls: rows beyond the count are to be made invisible
 * (`visibility: hidden`, so that they keep their place and measuring never feeds back) and counted in words below the box.
 * @param box the clipped element that holds the rows
 * @param rows selector of the rows within it
 * @param active false where the box scrolls instead: then everything "fits"
 */
export function useFit(box: Readonly<ShallowRef<HTMLElement | null>>, rows: string, active: () => boolean): Readonly<Ref<number>> {
  const fitting = ref(Infinity);

  function measure(): void {
    const element = box.value;
    if (!element || !active()) {
      fitting.value = Infinity;
      return;
    }
    // Half a pixel of slack: borders of tables land between pixels on scaled screens.
    const edge = element.getBoundingClientRect().bottom + 0.5;
    const beyond = [...element.querySelectorAll(rows)].findIndex((row) => row.getBoundingClientRect().bottom > edge);
    fitting.value = beyond < 0 ? Infinity : beyond;
  }

  let observer: ResizeObserver | null = null;
  onMounted(() => {
    measure();
    observer = new ResizeObserver(measure);
    if (box.value) observer.observe(box.value);
  });
  onUpdated(measure);
  onBeforeUnmount(() => observer?.disconnect());
  return fitting;
}
