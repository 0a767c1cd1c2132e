import { translate, type Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import type { OptionField } from '@/widget-kit/option-field';
import type { Language } from '@/format/format';
import type { OptionFault } from './option-faults';
import en from './locales/en.json';
import vi from './locales/vi.json';

export type Say = (key: string, params?: Params) => string;
const OWN = { vi, en } as const;

/** Words of the forms; they travel with the editor, not with the first screen. */
export function useOptionWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}
export const sayIn = (language: Language): Say => (key, params) => translate([OWN[language]], key, params);

/** A fault as a sentence: what stands there and what was expected. */
export function faultText({ code, expected, got }: OptionFault, field: OptionField | undefined, language: Language, say: Say): string {
  const key = `fault.${code}`;
  const choices = field?.choices?.map(({ label }) => label[language]).join(', ');
  const wanted = code === 'choice' && choices ? choices : expectedText(expected, say);
  return say(key in vi ? key : 'fault.other', { expected: wanted, got });
}

function expectedText(expected: string, say: Say): string {
  const key = `expected.${expected}`;
  if (key in vi) return say(key);
  return /\d+/.exec(expected)?.[0] !== undefined && /characters|entries/.test(expected) ? (/\d+/.exec(expected)?.[0] ?? '') : expected;
}
