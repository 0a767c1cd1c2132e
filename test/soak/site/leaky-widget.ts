import { defineComponent, h } from 'vue';
import type { AnyWidget } from '@/widget-kit/widget';
import type { Leak } from '../both-sides';

/** Numbers kept each time: 8 KiB. */
const KEPT_NUMBERS = 1_024;
const kept: number[][] = [];

function keep(): void {
  kept.push(Array.from({ length: KEPT_NUMBERS }, (_, at) => at / 3));
  addEventListener('leak', () => kept.length);
}

/** A widget that keeps something of every refresh, or of every time it is shown, and never lets go of it: what the soak must find. */
export const leaky = (sound: AnyWidget, leak: Leak): AnyWidget => ({
  ...sound,
  load: async () => {
    const body = await sound.load();
    if (leak === 'showing') {
      const View = defineComponent({
        inheritAttrs: false,
        setup: (_, { attrs }) => {
          keep();
          return () => h(body.View, attrs);
        },
      });
      return { ...body, View };
    }
    return {
      ...body,
      model: (input) => {
        keep();
        return body.model(input);
      },
    };
  },
});
