import type { Text } from './text';

/** A widget made by somebody else, as a pack allows it: where its one module is, which bytes exactly, and for which contract it was built. */
export interface ExtensionManifest {
  /** What tiles name it by; the module's own id must be the same. */
  readonly id: string;
  readonly title: Text;
  /** Who made it and answers for it. */
  readonly publisher: Text;
  /** `/extensions/<id>/<file>.js` in the operator's folder, or absolute https: the gateway fetches it, never a browser. */
  readonly url: string;
  /** SHA-384 of the module as `sha384-<base64>`; other bytes are never run. */
  readonly integrity: string;
  /** Version of the widget contract it was built for: `1.0`. */
  readonly contract: string;
}

/** `major.minor` as numbers; null for anything else. */
export function contractVersion(text: string): { readonly major: number; readonly minor: number } | null {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})$/.exec(text) ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

/** Whether a module built for `built` runs under `offered`: the same major, and nothing newer than what is offered. */
export function contractHolds(built: string, offered: string): boolean {
  const [theirs, ours] = [contractVersion(built), contractVersion(offered)];
  return theirs !== null && ours !== null && theirs.major === ours.major && theirs.minor <= ours.minor;
}

/** Path under which the gateway gives the verified module: it names the bytes, so it never changes its content. */
export const extensionPath = ({ id, integrity }: Pick<ExtensionManifest, 'id' | 'integrity'>): string =>
  `/extensions/${id}/${integrity.slice('sha384-'.length).replaceAll('+', '-').replaceAll('/', '_')}.js`;
