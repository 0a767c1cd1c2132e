import { computed, type ComputedRef } from 'vue';
import { isRecord } from '@/config/schema/values';
import { bodyOf, MY_PREFERENCES, readBody } from '@/state/documents';
import { useDocument } from '@/state/use-document';

/** `dashboard:<id>` or `indicator:<id>`. */
export type Favourite = `${'dashboard' | 'indicator'}:${string}`;

export interface Favourites {
  /** In the person's order; empty while they are not known, and for who is not signed in. */
  readonly list: ComputedRef<readonly string[]>;
  /** Whether anything can be kept: somebody is signed in and their document can be read. */
  readonly offered: ComputedRef<boolean>;
  /** Puts it at the end, or takes it away; kept at once and sent when the gateway can be reached. `reason` is said in the history. */
  toggle(favourite: Favourite, reason: string): Promise<void>;
}

/** The list with the entry at its end, or without it where it was there. Pure. */
export const toggled = (list: readonly string[], favourite: string): readonly string[] =>
  list.includes(favourite) ? list.filter((each) => each !== favourite) : [...list, favourite];

/** What a person marked for themself, from their own preferences: on every device, for nobody else. */
export function useFavourites(): Favourites {
  const { state, edit, save } = useDocument('preferences', () => MY_PREFERENCES);
  const read = computed(() => (state.value.body === null ? null : readBody('preferences', state.value.body)));
  const list = computed(() => (read.value?.ok ? (read.value.value.body.favourites ?? []) : []));
  return {
    list,
    offered: computed(() => state.value.phase !== 'loading' && (read.value === null || read.value.ok)),
    async toggle(favourite, reason) {
      const favourites = toggled(list.value, favourite);
      const { body } = state.value;
      await edit(isRecord(body) ? { ...body, favourites } : bodyOf('preferences', { favourites }));
      await save(reason);
    },
  };
}
