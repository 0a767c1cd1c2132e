import { onBeforeUnmount, onMounted, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';

/** How far ahead of the screen's edge something counts as seen: it is asked for before it is looked at. */
const AHEAD = '240px 0px';

/** Whether an element has come into sight; it stays so. Without an observer everything is in sight. */
export function useSeen(element: Readonly<Ref<HTMLElement | null>>): Readonly<ShallowRef<boolean>> {
  const seen = shallowRef(false);
  let observer: IntersectionObserver | null = null;
  onMounted(() => {
    if (!element.value || typeof IntersectionObserver === 'undefined') {
      seen.value = true;
      return;
    }
    observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.value = true;
      observer?.disconnect();
    }, { rootMargin: AHEAD });
    observer.observe(element.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return seen;
}
