import { useWords } from '../use-words';
import type { Words } from '../use-words';
import en from './locales/en.json';
import vi from './locales/vi.json';

/** Words of the administration pages; they come with the first of them. */
export const useAdminWords = (): Words => useWords({ vi, en });
