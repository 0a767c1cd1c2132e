import { inject } from 'vue';
import type { InjectionKey } from 'vue';
import type { SnapshotCache } from '@/cache/snapshot-cache';
import type { PackFault } from '@/config/config-fault';
import type { Province } from '@/config/province';
import type { DatasetFault } from '@/federation/federation';
import type { QueryClient } from '@/query/query-client';
import type { WidgetRegistry } from '@/widget-kit/registry';
import type { CatalogueLoader } from './whole-province';

/** What start-up made, for the pages of the shell. */
export interface Shell {
  /** Reactive: the whole one takes its place once the catalogue is here. */
  readonly province: Province;
  readonly catalogue: CatalogueLoader;
  /** Parts of the pack that were left out, and why. */
  readonly faults: readonly PackFault[];
  /** Datasets whose request or mapping cannot work, as the connectors see it. */
  readonly datasetFaults: Promise<readonly DatasetFault[]>;
  /** Texts of the pack, to name the line of a fault. */
  readonly files: Readonly<Record<string, unknown>>;
  readonly queries: QueryClient;
  /** The portal did not answer at start-up; everything comes from the device until a source is heard. */
  readonly startedCutOff: boolean;
  readonly registry: WidgetRegistry;
  readonly cache: Promise<SnapshotCache>;
  /** Lets go of answers held in memory beside the cache: what this reader may see has changed. */
  readonly forget: () => void;
}
export const SHELL: InjectionKey<Shell> = Symbol('shell');

/** The shell's own parts; throws outside of it. */
export function useShell(): Shell {
  const shell = inject(SHELL);
  if (!shell) throw new Error('useShell() needs start-up above it');
  return shell;
}
