import { shallowReactive } from 'vue';
import type { Language } from '@/format/format';
import vi from '@/i18n/locales/vi.json';
import type { Messages } from '@/i18n/translator';

/** Vietnamese is in the first bundle; English arrives when chosen. */
const loaded = shallowReactive<{ vi: Messages; en: Messages | null }>({ vi, en: null });

/** The shared texts of a language; Vietnamese until the other has arrived. */
export const messagesOf = (language: Language): Messages => (language === 'en' ? loaded.en : null) ?? loaded.vi;

/** Fetches a language's texts if they are not here yet; chosen without a network, they come with it. Never rejects. */
export async function loadMessages(language: Language): Promise<void> {
  if (language !== 'en' || loaded.en) return;
  try {
    loaded.en = (await import('@/i18n/locales/en.json')).default;
  } catch {
    // Until then the page goes on in the language it has.
    addEventListener('online', () => void loadMessages(language), { once: true });
  }
}
