import type { Core } from '../core';
import type { Gateway } from '../http/route';
import { authoringRoutes } from './authoring-routes';
import { createAuthoring, type PutInForce } from './create-authoring';
import { createOffice, type WaysOut } from './office';

/** Datasets made in the portal, with their routes. */
export function openAuthoring(app: Gateway, core: Core, ways: WaysOut, inForce: PutInForce): void {
  const office = createOffice(core, ways);
  authoringRoutes(app, core, createAuthoring(core, { ways, office, inForce }), office);
}
