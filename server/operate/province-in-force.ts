import type { ConfigFault } from '@/config/config-fault';
import { explainFaults } from '@/config/explain-faults';
import { parsePack } from '@/config/parse-pack';
import type { Province } from '@/config/province';
import type { ProvinceInForce } from '../core';
import { readPackFiles } from '../packs/compose-pack';
import { layerRequestFaults } from '../packs/layer-request-faults';

/** What is in force: a province and the texts it was read from. */
export interface Pack {
  readonly province: Province;
  readonly files: Readonly<Record<string, string>>;
}
/** A pack as read from where it lies; null where nothing could start with it. */
export interface ReadPack {
  readonly pack: Pack | null;
  readonly faults: readonly ConfigFault[];
}

/** Files by path that stand in no folder: what was saved from the portal. */
export type SavedFiles = Readonly<Record<string, string>>;

/** Reads the pack `id` below `root`, with `saved` joined to its files, and explains every fault. Throws as {@link readPackFiles} does. */
export async function readPack(root: string, id: string, saved: SavedFiles = {}): Promise<ReadPack> {
  const files = { ...(await readPackFiles(root, id)), ...saved };
  const { province, faults } = parsePack(files);
  return { pack: province && { province, files }, faults: explainFaults([...faults, ...layerRequestFaults(province, files)], files) };
}

export interface ReloadableProvince extends ProvinceInForce {
  /** Reads the pack again; with `saved` in place of what has been saved from the portal. Nothing is in force until `accept`. */
  readonly read: (saved?: SavedFiles) => Promise<ReadPack>;
  /** Puts a pack in force and tells everybody who listens; one that throws does not keep the others from hearing. */
  readonly accept: (pack: Pack) => void;
  /** Faults of the last attempt to reload; empty where it is in force. */
  readonly refused: () => readonly ConfigFault[];
  readonly refuse: (faults: readonly ConfigFault[]) => void;
}

/** Holds the one configuration in force, `first` at the beginning. `load` reads the pack anew each time. */
export function createProvinceInForce(load: (saved?: SavedFiles) => Promise<ReadPack>, first: Pack, onFault: (fault: unknown) => void = () => undefined): ReloadableProvince {
  const listeners = new Set<(province: Province) => void>();
  let current = first;
  let refused: readonly ConfigFault[] = [];
  return {
    current: () => current.province,
    files: () => current.files,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read: load,
    refused: () => refused,
    refuse: (faults) => { refused = faults; },
    accept: (pack) => {
      current = pack;
      refused = [];
      for (const tell of listeners) {
        try {
          tell(pack.province);
        } catch (fault) {
          onFault(fault);
        }
      }
    },
  };
}
