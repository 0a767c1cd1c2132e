import { readonly, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import type { Opening } from './opening';

/** `apart`: not asked for yet. `here`: the province is whole. */
export type CatalogueState = 'apart' | 'asking' | 'here' | 'failed';

/** Brings what the page began without: cards and datasets that no first paint shows. */
export interface CatalogueLoader {
  readonly state: Readonly<ShallowRef<CatalogueState>>;
  /** Asks once, however often it is called; after a failure again. Never rejects. */
  load(): Promise<void>;
}

export interface WholeProvince {
  /** The province as far as it is known; replaced as a whole, so what is on screen stays and follows. */
  readonly province: Readonly<ShallowRef<Province>>;
  /** The same, for what asks sources: its datasets and sources grow in place, since questions under way go on. */
  readonly asked: Province;
  readonly loader: CatalogueLoader;
}

/** Layers that whoever looks may open; without a gateway, which alone can ask for them, none. */
function withOfferedLayers(province: Province, view: Opening['session']): Province {
  const offered = new Set(view?.mapLayers);
  return { ...province, mapLayers: new Map([...province.mapLayers].filter(([id]) => offered.has(id))) };
}

/** A province that starts with what every page needs and becomes whole when somebody wants more. */
export function wholeProvince(first: Province, opening: Pick<Opening, 'files' | 'catalogue' | 'session'>): WholeProvince {
  const province = shallowRef(withOfferedLayers(first, opening.session));
  const state = shallowRef<CatalogueState>('apart');
  const sources = new Map(first.sources);
  const datasets = new Map(first.datasets);
  let under: Promise<void> | null = null;

  async function ask(): Promise<void> {
    state.value = 'asking';
    const more = await opening.catalogue();
    const whole = more && parsePack({ ...opening.files, ...more }).province;
    if (!whole) {
      state.value = 'failed';
      return;
    }
    for (const source of whole.sources.values()) sources.set(source.id, source);
    for (const dataset of whole.datasets.values()) datasets.set(dataset.id, dataset);
    province.value = withOfferedLayers(whole, opening.session);
    state.value = 'here';
  }
  return {
    province,
    asked: { ...first, sources, datasets },
    loader: {
      state: readonly(state) as Readonly<ShallowRef<CatalogueState>>,
      load() {
        if (state.value === 'here') return Promise.resolve();
        under ??= ask().finally(() => (under = null));
        return under;
      },
    },
  };
}
