import { contractHolds, extensionPath, type ExtensionManifest } from '@/domain/extension';
import { contract } from '../contract';
import type { AnyWidget } from '../widget';
import { readDefinition } from './read-definition';
import { WidgetRefused } from './refusal';

/** The browser's part in loading, so that tests can stand in for it. */
export interface ModuleDoor {
  /** The bytes at a path of our own; a status other than 200 is `not-loaded`, 409 `wrong-bytes`. */
  readonly fetch: (path: string) => Promise<{ readonly status: number; readonly bytes: ArrayBuffer }>;
  readonly digest: (bytes: ArrayBuffer) => Promise<ArrayBuffer>;
  readonly run: (path: string) => Promise<unknown>;
  /** What a module's factory is handed. */
  readonly kit: () => Promise<unknown>;
}

/** Largest module taken, bytes. */
const MOST_BYTES = 2_000_000;

export const browserDoor: ModuleDoor = {
  async fetch(path) {
    const reply = await fetch(path, { credentials: 'same-origin', redirect: 'error' });
    return { status: reply.status, bytes: await reply.arrayBuffer() };
  },
  digest: (bytes) => crypto.subtle.digest('SHA-384', bytes),
  run: (path) => import(/* @vite-ignore */ path) as Promise<unknown>,
  kit: () => import('./module-kit').then(({ MODULE_KIT }) => MODULE_KIT),
};

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

/**
 * A third-party widget from its one module: contract first, then the very bytes, then its factory. The address names the hash and the
 * gateway gives nothing else under it, so what is run is what was looked at. Throws {@link WidgetRefused}.
 */
export async function loadModule(manifest: ExtensionManifest, door: ModuleDoor = browserDoor): Promise<AnyWidget> {
  requireContract(manifest.contract);
  const path = extensionPath(manifest);
  await requireBytes(path, manifest.integrity, door);
  const module = await door.run(path).catch((fault: unknown) => {
    throw new WidgetRefused('not-loaded', wordsOf(fault));
  });
  if (typeof module !== 'object' || module === null || !('default' in module) || typeof module.default !== 'function') {
    throw new WidgetRefused('not-a-widget', 'export default (kit) => …');
  }
  if (!('contract' in module) || typeof module.contract !== 'string') throw new WidgetRefused('wrong-contract', 'export const contract');
  requireContract(module.contract);
  const factory = module.default as (kit: unknown) => unknown;
  const kit = await door.kit();
  let made: unknown;
  try {
    made = factory(kit);
  } catch (fault) {
    throw new WidgetRefused('failed', wordsOf(fault));
  }
  return readDefinition(made, manifest.id);
}

function requireContract(built: string): void {
  if (!contractHolds(built, contract)) throw new WidgetRefused('wrong-contract', `${built.slice(0, 16)} ≠ ${contract}`);
}

async function requireBytes(path: string, integrity: string, door: ModuleDoor): Promise<void> {
  const answer = await door.fetch(path).catch((fault: unknown) => {
    throw new WidgetRefused('not-loaded', wordsOf(fault));
  });
  if (answer.status === 409) throw new WidgetRefused('wrong-bytes');
  if (answer.status !== 200 || answer.bytes.byteLength > MOST_BYTES) throw new WidgetRefused('not-loaded', `HTTP ${answer.status}, ${answer.bytes.byteLength} B`);
  if (`sha384-${base64(await door.digest(answer.bytes))}` !== integrity) throw new WidgetRefused('wrong-bytes');
}

/** The first line of a fault, short: for whoever made the module. */
export const wordsOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault)).split('\n', 1)[0]?.slice(0, 200) ?? '';
