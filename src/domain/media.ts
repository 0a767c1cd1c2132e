import type { MapLayer } from './map-layer';
import type { Text } from './text';

/**
 * A picture, a stream or a page of another system that tiles may show. Only what a pack lists is reached; the page's policy opens
 * exactly these origins.
 */
export interface MediaPlace {
  readonly id: string;
  readonly title: Text;
  readonly owner: Text;
  /** `image`: a snapshot fetched anew every `refreshSeconds`. `stream`: HLS, where the browser plays it itself. `frame`: a page, sandboxed. */
  readonly kind: 'image' | 'stream' | 'frame';
  /** Own path or absolute https. */
  readonly url: string;
  /** For an `image` whose `url` is `/api/media/<id>/picture`: the gateway fetches it of this source, below its base, for who may see the class. */
  readonly from?: { readonly source: string; readonly path: string; readonly classification: MapLayer['classification'] };
  /** For `image`; at least 2. */
  readonly refreshSeconds?: number;
  /** For `frame`: scripts of that page may run, in an origin of their own. Never with access to ours. */
  readonly scripts?: boolean;
  /** Pictures are invented for demonstration. */
  readonly sampleData: boolean;
}
