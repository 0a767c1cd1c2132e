import { computed, ref } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useFit } from './use-fit';
import { useWidget } from './use-widget';

/** A list as far as it is drawn, and how to draw the rest. */
export interface ShownRows<Row> {
  readonly rows: ComputedRef<readonly Row[]>;
  /** Rows there are beyond those drawn: said in words, never lost in silence. */
  readonly left: ComputedRef<number>;
  /** Set by the person who asks for all rows. */
  readonly whole: Ref<boolean>;
  /** A wall: nothing scrolls and nothing can be pressed. */
  readonly still: ComputedRef<boolean>;
}

/** The first `limit` rows, all of them on request, and on a wall only those that fit (see {@link useFit} for the markup it needs). */
export function useShownRows<Row>(list: () => { readonly rows: readonly Row[]; readonly limit: number }): ShownRows<Row> {
  const widget = useWidget();
  const whole = ref(false);
  const asked = computed(() => (whole.value ? list().rows : list().rows.slice(0, list().limit)));
  const { fits } = useFit(() => asked.value.length);
  const rows = computed(() => asked.value.slice(0, fits.value));
  return { rows, whole, left: computed(() => list().rows.length - rows.value.length), still: computed(() => widget.surface === 'wall') };
}
