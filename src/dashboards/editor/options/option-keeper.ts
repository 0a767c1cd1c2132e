import type { InjectionKey } from 'vue';
import { inject } from 'vue';
import type { Json } from '@/domain/dataset';

/** Layers that somebody in front of the portal may write. */
export type KeptLayer = 'unit' | 'person';

/** Writes what a unit or a person wants of a widget where no tile says otherwise. The gateway holds the rights; here they decide what is offered. */
export interface OptionKeeper {
  readonly mayKeep: (layer: KeptLayer) => boolean;
  /** Undefined takes it away again. Settles when it is kept on this device; false where it cannot be. */
  readonly keep: (layer: KeptLayer, widget: string, option: string, value: Json | undefined) => Promise<boolean>;
}
export const OPTION_KEEPER: InjectionKey<OptionKeeper> = Symbol('option keeper');

/** Null where nobody is signed in. */
export const useOptionKeeper = (): OptionKeeper | null => inject(OPTION_KEEPER, null);
