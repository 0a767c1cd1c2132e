import * as z from 'zod/mini';
import { contractVersion, type ExtensionManifest } from '@/domain/extension';
import type { MediaPlace } from '@/domain/media';
import type { OptionsByWidget } from '../option-layers';
import { id, integer, isRecord, rule, text } from './values';

const HTTPS = /^https:\/\/[a-z0-9.-]+(?::\d+)?\/[^\s"'<>\\]*$/i;
const OWN_MODULE = /^\/extensions\/([a-z0-9][a-z0-9-]{0,63})\/[\w.-]{1,100}\.js$/;
/** A path of ours that cannot turn into another host or climb. */
const OWN_PATH = /^\/(?!\/)[\w./-]{0,500}(?:\?[\w.=&%-]{0,500})?$/;

/** A picture below the base of a source: no query, nothing that climbs. */
const SOURCE_PATH = /^[\w-]+(?:[./][\w-]+)*$/;

const address = z.string().check(z.maxLength(1_000));

/** One entry of `widgets` in `widgets.json`. */
export const extensionManifest: z.ZodMiniType<ExtensionManifest> = z.strictObject({
  id,
  title: text(),
  publisher: text(),
  url: address.check(rule((value) => HTTPS.test(value) || OWN_MODULE.test(value), 'url-scheme', '/extensions/<id>/<file>.js | absolute https')),
  integrity: z.string().check(rule((value) => /^sha384-[A-Za-z0-9+/]{64}$/.test(value), 'pattern', 'sha384-<64 characters of base64>')),
  contract: z.string().check(rule((value) => contractVersion(value) !== null, 'pattern', 'major.minor: 1.0')),
}).check(rule(({ id: own, url }) => (OWN_MODULE.exec(url)?.[1] ?? own) === own, 'contradiction', 'the folder of its own id', ['url']));

/** One entry of `media` in `widgets.json`. */
export const mediaPlace: z.ZodMiniType<MediaPlace> = z.strictObject({
  id,
  title: text(),
  owner: text(),
  kind: z.enum(['image', 'stream', 'frame']),
  url: address.check(rule((value) => HTTPS.test(value) || (OWN_PATH.test(value) && !value.includes('..')), 'url-scheme', 'own path | absolute https')),
  from: z.exactOptional(z.strictObject({ source: id, path: z.string().check(z.maxLength(200), rule((value) => SOURCE_PATH.test(value), 'pattern', 'cameras/square.png')), classification: z.enum(['public', 'internal', 'restricted']) })),
  refreshSeconds: z.exactOptional(integer(2, 86_400)),
  scripts: z.exactOptional(z.boolean()),
  sampleData: z.boolean(),
}).check(
  rule(({ kind, refreshSeconds }) => kind === 'image' || refreshSeconds === undefined, 'contradiction', 'refreshSeconds of an image only', ['refreshSeconds']),
  rule(({ id: own, kind, url, from }) => from === undefined || (kind === 'image' && url === `/api/media/${own}/picture`), 'contradiction', 'an image at /api/media/<id>/picture', ['from']),
  rule(({ kind, scripts }) => kind === 'frame' || scripts === undefined, 'contradiction', 'scripts of a frame only', ['scripts']),
  // Scripts of our own origin inside a frame would be the portal's: they are reached by a tile, not by a frame.
  rule(({ kind, url }) => kind !== 'frame' || url.startsWith('https://'), 'contradiction', 'a frame from another origin, absolute https', ['url']),
);

/** Most widgets that one layer speaks of. */
const MOST_WIDGETS = 200;
const spoken = z.custom<OptionsByWidget[string]>(isRecord, { params: { fault: 'type', expected: 'object' } });
/** `options` in `widgets.json`: what widgets do where no tile says otherwise. What the names mean, each widget knows. */
export const widgetOptions: z.ZodMiniType<OptionsByWidget> = z.record(id, spoken).check(rule((all) => Object.keys(all).length <= MOST_WIDGETS, 'too-many', `at most ${MOST_WIDGETS}`));
