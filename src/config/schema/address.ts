import * as z from 'zod/mini';
import { rule, words } from './values';

/** Hosts that mean this machine or the network's own services; a source there is a way in, not a source. */
const INWARD = /^(?:localhost|.*\.localhost|0\..*|127\..*|169\.254\..*|\[::\]|\[::1\]|\[::ffff:.*\]|\[fe[89ab].*\])$/;

const SAMPLE: Readonly<Record<string, string>> = { z: '0', x: '0', y: '0', s: 'a' };
/** The address with the placeholders of a tile template filled in; undefined where it is not absolute https. */
function absolute(text: string): URL | undefined {
  const filled = text.replace(/\{([zxys])\}/g, (whole, name: string) => SAMPLE[name] ?? whole);
  return /^https:\/\//.test(filled) && URL.canParse(filled) ? new URL(filled) : undefined;
}

/** From the page's own root, without climbing: `/sources/one-stop/`. */
const isOwnPath = (text: string): boolean => /^\/(?!\/)[^\\?#\s]*$/.test(text) && !/(?:^|\/)\.\.?(?:\/|$)/.test(text);

/** Own path or absolute https to a host that is not this machine, without credentials. */
export const address = words(500).check(
  rule((text) => isOwnPath(text) || absolute(text) !== undefined, 'url-scheme', 'a path from / or https://'),
  rule((text) => !INWARD.test(absolute(text)?.hostname ?? ''), 'ssrf', 'a host other than this machine'),
  rule((text) => !absolute(text)?.username && !absolute(text)?.password, 'secret-inline', 'no user or password'),
);

/** Base address of a source: as {@link address}, ending with `/`. */
export const baseAddress = address.check(z.endsWith('/'));
