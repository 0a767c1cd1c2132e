import * as z from 'zod/mini';
import type { DossierStateMapping } from '@/domain/form-06/types';
import { filled, integer, rule, text, words } from './values';

const state = z.strictObject({
  code: integer(1, 99),
  name: text(),
  fold: z.enum(['not-counted', 'pending', 'pending-in-term', 'settled', 'settled-on-time']),
  note: z.exactOptional(text(500)),
});

/** `form-06.json`: where each state of a dossier falls in the form. */
export const dossierStates: z.ZodMiniType<DossierStateMapping> = z.strictObject({
  version: words(32),
  states: filled(state, 40).check(
    rule((states) => new Set(states.map((each) => each.code)).size === states.length, 'duplicate-id', 'each state once'),
  ),
});
