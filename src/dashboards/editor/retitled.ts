import type { Text } from '@/domain/text';
import type { Language } from '@/format/format';

/** A title written in one language; the other follows as long as nobody gave it words of its own. Null where nothing is left. */
export function retitled(title: Text, language: Language, written: string): Text | null {
  const words = written.trim().normalize('NFC');
  if (words === '') return null;
  return title.vi === title.en ? { vi: words, en: words } : { ...title, [language]: words };
}

/** A name as it is typed over one that was offered: the offered English goes with the offered Vietnamese, and does not speak of another dashboard. */
export const renamedFrom = (offered: Text, typed: Text): Text => (typed.vi !== offered.vi && typed.en === offered.en ? { vi: typed.vi, en: typed.vi } : typed);
