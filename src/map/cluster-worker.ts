import { clustersIn, indexPoints } from './clusters';
import type { ClusterIndex, PointColumns, View } from './clusters';

/** Clusters many points away from the page's own thread. Messages: `{ load }`, then `{ ask, view, zoom }` → `{ ask, clusters }`. */
export type ClusterRequest =
  | { readonly load: PointColumns }
  | { readonly ask: number; readonly view: View; readonly zoom: number };

let index: ClusterIndex | null = null;

globalThis.onmessage = (event: MessageEvent<ClusterRequest>): void => {
  const request = event.data;
  if ('load' in request) index = indexPoints(request.load);
  else globalThis.postMessage({ ask: request.ask, clusters: index ? clustersIn(index, request.view, request.zoom) : [] });
};
