import type { Core } from '../core';
import type { Gateway } from '../http/route';
import { createMapLayers } from './create-map-layers';
import { mapLayerRoutes } from './map-layer-routes';
import { mediaRoutes } from './media-routes';
import type { WaysOut } from './ways-out';

/** Everything that is a picture of a source: squares of map layers, snapshots of cameras. */
export function pictureRoutes(app: Gateway, core: Pick<Core, 'province' | 'clock' | 'log'>, ways: WaysOut): void {
  mapLayerRoutes(app, core, createMapLayers(core, ways));
  mediaRoutes(app, core, ways);
}
