import type { AnyWidget } from '@/widget-kit/widget';

/** Numbers kept of each refresh, so many. */
const KEPT_NUMBERS = 512;
const kept: Float64Array[] = [];

/** A widget that keeps something of every refresh and never lets go of it: what the soak must find. */
export const leaky = (sound: AnyWidget): AnyWidget => ({
  ...sound,
  load: async () => {
    const body = await sound.load();
    return {
      ...body,
      model: (input) => {
        kept.push(new Float64Array(KEPT_NUMBERS));
        addEventListener('leak', () => kept.length);
        return body.model(input);
      },
    };
  },
});
