import { join } from 'node:path';
import type { Core } from '../core';
import { auditRefusals } from '../datasets/outbound/audit-refusals';
import { guardedAgents, systemResolve, type Resolve } from '../datasets/outbound/guarded-agents';
import type { Gateway } from '../http/route';
import { extensionRoutes } from './extension-routes';
import { createExtensionShelf } from './extension-shelf';
import { fetchModule } from './fetch-module';

/** Third-party modules and their one route. What stands elsewhere is fetched as sources are asked: public addresses only, no redirect. */
export function createExtensions(app: Gateway, core: Core, resolve: Resolve = systemResolve): void {
  const refused = auditRefusals(core);
  const shelf = createExtensionShelf({
    folder: core.settings.extensionsDir ?? null,
    keep: join(core.settings.dataDir, 'extensions'),
    clock: core.clock,
    fetch: (url) => fetchModule(url, guardedAgents({ base: url, internal: false, addresses: [] }, { resolve, refused: (because) => refused(url.hostname, because) }).httpsAgent),
  });
  extensionRoutes(app, core, shelf);
}
