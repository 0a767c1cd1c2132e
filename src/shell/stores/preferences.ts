import { defineStore } from 'pinia';
import { ref, watch } from 'vue';
import type { Language } from '@/format/format';

export type Theme = 'light' | 'dark' | 'wall';
const THEMES: readonly Theme[] = ['light', 'dark', 'wall'];
const LANGUAGES: readonly Language[] = ['vi', 'en'];
const KEY = 'toan-canh.preferences';

interface Stored {
  readonly theme?: unknown;
  readonly language?: unknown;
}

/** What the person at this device chose. An address may override both (`?theme=wall&lang=en`) without being remembered. */
export const usePreferences = defineStore('preferences', () => {
  const stored = readStored();
  const theme = ref<Theme | null>(THEMES.find((one) => one === stored.theme) ?? null);
  const language = ref<Language>(LANGUAGES.find((one) => one === stored.language) ?? 'vi');
  watch([theme, language], () => writeStored({ theme: theme.value, language: language.value }));
  return { theme, language };
});

export const themeFrom = (text: unknown): Theme | null => THEMES.find((one) => one === text) ?? null;
export const languageFrom = (text: unknown): Language | null => LANGUAGES.find((one) => one === text) ?? null;

function readStored(): Stored {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    // Storage may be forbidden or hold something else: the choice then lasts for this visit only.
    return {};
  }
}

function writeStored(value: Stored): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(value));
  } catch {
    // As above: nothing is lost but the memory of the choice.
    return;
  }
}
