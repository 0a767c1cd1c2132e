import type { UnitCode } from '@/domain/org-unit/types';
import type { DocumentState } from '@/state/document-state';
import type { DocumentHandle } from '@/state/use-document';
import type { Say } from './editor-words';

/** For whom a save is; null leaves it as it is. */
export type Holder = Exclude<Parameters<DocumentHandle['save']>[1], undefined>;

/** One way of saying who sees a dashboard. */
export interface HolderChoice {
  readonly id: 'as-is' | 'me' | 'unit' | 'province';
  readonly label: string;
  readonly holder: Holder;
}

/** What decides who may be let see it: offered here, held by the gateway. */
export interface Sharing {
  /** Unit of the person; null without one. */
  readonly unit: UnitCode | null;
  readonly mayUnit: boolean;
  readonly mayProvince: boolean;
  readonly nameOf: (unit: UnitCode) => string;
}

/** The first one is what happens where nothing is chosen. A dashboard that was given to a unit is nobody's to take home. */
export function holdersOf(copy: Pick<NonNullable<DocumentState['copy']>, 'owner' | 'unit'> | null, { unit, mayUnit, mayProvince, nameOf }: Sharing, say: Say): readonly HolderChoice[] {
  const ofUnit = unit !== null && mayUnit ? [{ id: 'unit', label: say('save.unit', { unit: nameOf(unit) }), holder: { owner: 'unit', unit } } as const] : [];
  const ofProvince = mayProvince ? [{ id: 'province', label: say('save.province'), holder: { owner: 'unit', unit: null } } as const] : [];
  if (copy?.owner === 'unit') {
    const now = copy.unit === null ? say('save.province') : nameOf(copy.unit);
    return [{ id: 'as-is', label: say('save.asIs', { holder: now }), holder: null }, ...(copy.unit === unit ? [] : ofUnit), ...(copy.unit === null ? [] : ofProvince)];
  }
  return [{ id: 'me', label: say('save.me'), holder: { owner: 'me' } }, ...ofUnit, ...ofProvince];
}
