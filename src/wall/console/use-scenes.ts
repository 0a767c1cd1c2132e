import { computed, shallowRef } from 'vue';
import type { ComputedRef } from 'vue';
import type { Province } from '@/config/province';
import type { Scene } from '@/config/scene';
import { isRecord } from '@/config/schema/values';
import { readBody } from '@/state/documents';
import type { Call } from './send-command';

export interface Scenes {
  /** A scene as far as it is here; asking for a shared one that is not fetches it. */
  readonly get: (id: string | null) => Scene | null;
  /** Asks again for what was fetched: one of them has changed. */
  readonly forget: () => void;
  readonly fetched: ComputedRef<number>;
}

/** Scenes of the pack, and shared ones as they are asked for. */
export function useScenes(call: Call, province: () => Province): Scenes {
  const shared = shallowRef<ReadonlyMap<string, Scene | null>>(new Map());
  const asked = new Set<string>();
  async function fetchOne(id: string): Promise<void> {
    const reply = await call('GET', `/api/documents/scene/${encodeURIComponent(id)}`);
    const body = reply.ok && isRecord(reply.value) ? readBody('scene', reply.value['body']) : null;
    shared.value = new Map([...shared.value, [id, body?.ok ? { id, ...body.value.body } : null]]);
  }
  return {
    get(id) {
      if (id === null) return null;
      const ofPack = province().scenes.get(id);
      if (ofPack) return ofPack;
      const known = shared.value.get(id);
      if (!asked.has(id)) {
        asked.add(id);
        void fetchOne(id);
      }
      return known ?? null;
    },
    forget() {
      asked.clear();
    },
    fetched: computed(() => shared.value.size),
  };
}
