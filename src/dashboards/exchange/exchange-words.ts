import type { PackFault } from '@/config/config-fault';
import { explainFaults } from '@/config/explain-faults';
import type { Language } from '@/format/format';
import { translate, type Params } from '@/i18n/translator';
import { usePortal } from '@/widget-kit/use-widget';
import en from './locales/en.json';
import vi from './locales/vi.json';

export type Say = (key: string, params?: Params) => string;
const OWN = { vi, en } as const;

/** Words of bringing in and taking out; they travel with the dialog. */
export function useExchangeWords(): Say {
  const portal = usePortal();
  return (key, params) => translate([OWN[portal.language]], key, params);
}

/** A fault as a reader of files sees it: where, what to do, what stood there. */
export interface FaultLine {
  readonly key: string;
  readonly pointer: string;
  readonly hint: string;
  readonly detail: string;
}

export const faultLines = (faults: readonly PackFault[], language: Language, say: Say): readonly FaultLine[] =>
  explainFaults(faults).map(({ pointer, hint, expected, got, code, line, column }, at) => ({
    key: `${at}${pointer}${code}`,
    pointer: `${pointer || '/'}${line === undefined ? '' : ` (${say('at', { line, column: column ?? 1 })})`}`,
    hint: hint[language],
    detail: say('expectedGot', { expected, got }),
  }));
