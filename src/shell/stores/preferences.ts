import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Language } from '@/format/format';
import { useSession } from './session';

export type Theme = 'light' | 'dark' | 'wall';
const THEMES: readonly Theme[] = ['light', 'dark', 'wall'];
const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** What may be chosen; what is left out was not. */
export interface Choice {
  readonly theme?: Theme;
  readonly language?: Language;
}

/** Of who is not signed in: visitors, screens, everybody in direct mode. */
const DEVICE = 'toan-canh.preferences';
/** Of the person who is: a copy that paints the page before their document is here. */
const PERSON = 'toan-canh.preferences.person';

/**
 * What whoever looks chose. Who is not signed in is remembered by the device; a person's choices are their document, on every device, and
 * no other person's here. An address may override both (`?theme=wall&lang=en`) without being remembered.
 */
export const usePreferences = defineStore('preferences', () => {
  /** The same for as long as the page lives: another reader gets another page. */
  const holder = useSession().person?.id ?? null;
  const kept = readKept(holder);
  const theme = ref<Theme | null>(kept.theme ?? null);
  const language = ref<Language>(kept.language ?? 'vi');
  /** Chosen by a person and not yet in their document. */
  const unsaved = shallowRef<Choice>({});
  /** `dashboard:<id>` and `indicator:<id>` as the person's document has them; changed there (`dashboards/favourites.ts`). */
  const favourites = shallowRef<readonly string[]>([]);
  /** The person chose otherwise at another device, and has to say which it shall be. */
  const clash = shallowRef(false);

  function show(choice: Choice): void {
    theme.value = choice.theme ?? null;
    language.value = choice.language ?? 'vi';
    writeKept(holder, choice);
  }
  const shown = (): Choice => ({ ...(theme.value ? { theme: theme.value } : {}), language: language.value });
  return {
    theme, language, unsaved, clash, favourites,
    choose(change: Choice): void {
      if (holder !== null) unsaved.value = { ...unsaved.value, ...change };
      show({ ...shown(), ...change });
    },
    /** What the person's document says, but for what is not yet in it. */
    adopt: (choice: Choice): void => show({ ...choice, ...unsaved.value }),
    /** It is in the document now. */
    saved(change: Choice): void {
      const { theme: chosenTheme, language: chosenLanguage } = unsaved.value;
      unsaved.value = {
        ...(chosenTheme && chosenTheme !== change.theme ? { theme: chosenTheme } : {}),
        ...(chosenLanguage && chosenLanguage !== change.language ? { language: chosenLanguage } : {}),
      };
    },
  };
});

export const themeFrom = (text: unknown): Theme | null => THEMES.find((one) => one === text) ?? null;
export const languageFrom = (text: unknown): Language | null => LANGUAGES.find((one) => one === text) ?? null;

/** The person leaves this device. */
export function forgetPersonChoice(): void {
  try {
    localStorage.removeItem(PERSON);
  } catch {
    // Where nothing can be kept nothing was.
    return;
  }
}

function readKept(holder: string | null): Choice {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(holder === null ? DEVICE : PERSON) ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    if (holder !== null && (!('holder' in parsed) || parsed.holder !== holder)) return {};
    const theme = 'theme' in parsed ? themeFrom(parsed.theme) : null;
    const language = 'language' in parsed ? languageFrom(parsed.language) : null;
    return { ...(theme ? { theme } : {}), ...(language ? { language } : {}) };
  } catch {
    // Storage may be forbidden or hold something else: the choice then lasts for this visit only.
    return {};
  }
}

function writeKept(holder: string | null, choice: Choice): void {
  try {
    if (holder === null) localStorage.setItem(DEVICE, JSON.stringify(choice));
    else localStorage.setItem(PERSON, JSON.stringify({ holder, ...choice }));
  } catch {
    // As above: nothing is lost but the memory of the choice.
    return;
  }
}
