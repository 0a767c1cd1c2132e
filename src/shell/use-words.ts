import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { createFormat } from '@/format/create-format';
import type { Format, Language } from '@/format/format';
import { translate } from '@/i18n/translator';
import type { Messages, Params } from '@/i18n/translator';
import { messagesOf } from './messages';
import { languageFrom, usePreferences } from './stores/preferences';

/** The words of one part of the shell, in the language of the page. Reactive: reading a field in a template follows it. */
export interface Words {
  readonly language: Language;
  readonly format: Format;
  /** One of the part's own messages, else a shared one. */
  readonly t: (key: string, params?: Params) => string;
}

/** Language of the page: the address for one visit, else what this person chose. */
export function useLanguage(): ComputedRef<Language> {
  const route = useRoute();
  const preferences = usePreferences();
  return computed(() => {
    const { lang } = route.query;
    return languageFrom(Array.isArray(lang) ? lang[0] : lang) ?? preferences.language;
  });
}

/** Words for a part of the shell that stands outside a dashboard. `own` travels with that part, not with the first screen. */
export function useWords(own?: { readonly vi: Messages; readonly en: Messages }): Words {
  const language = useLanguage();
  const format = computed(() => createFormat(language.value));
  return {
    get language() { return language.value; },
    get format() { return format.value; },
    t: (key, params) => translate([...(own ? [own[language.value]] : []), messagesOf(language.value)], key, params),
  };
}
