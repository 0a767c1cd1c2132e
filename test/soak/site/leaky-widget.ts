import type { AnyWidget } from '@/widget-kit/widget';

/** Numbers kept of each refresh. */
const KEPT_NUMBERS = 2_048;
const kept: number[][] = [];

/** A widget that keeps something of every refresh and never lets go of it: what the soak must find. */
export const leaky = (sound: AnyWidget): AnyWidget => ({
  ...sound,
  load: async () => {
    const body = await sound.load();
    return {
      ...body,
      model: (input) => {
        kept.push(Array.from({ length: KEPT_NUMBERS }, (_, at) => at / 3));
        addEventListener('leak', () => kept.length);
        return body.model(input);
      },
    };
  },
});
