import { computed, watch, watchEffect } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { loadMessages } from './messages';
import { useShell } from './shell-context';
import { themeFrom, usePreferences } from './stores/preferences';
import type { Theme } from './stores/preferences';
import { useSession } from './stores/session';
import { useLanguage } from './use-words';

/** Theme and language of the page as the address, the person or the province want them, written on the page itself. `fixed` wins over all. */
export function useLook(fixed?: Theme): { readonly theme: ComputedRef<Theme> } {
  const route = useRoute();
  const { province } = useShell();
  const preferences = usePreferences();
  const session = useSession();
  const language = useLanguage();
  // A paired screen is a wall whatever stands in its address: it has nobody to press anything.
  const theme = computed<Theme>(() => {
    const { theme: asked } = route.query;
    return fixed ?? (session.screen ? 'wall' : themeFrom(Array.isArray(asked) ? asked[0] : asked)) ?? preferences.theme ?? province.defaults.theme;
  });
  watch(language, (chosen) => void loadMessages(chosen), { immediate: true });
  watchEffect(() => {
    const root = document.documentElement;
    root.setAttribute('data-theme', theme.value);
    root.setAttribute('lang', language.value);
  });
  return { theme };
}
