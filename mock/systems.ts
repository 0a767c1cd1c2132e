import { createDocuments } from './documents/system';
import type { SourceSystem } from './http/system';
import { createLgsp } from './lgsp/system';
import { createMapService } from './map-service/system';
import { createOneStop } from './one-stop/system';
import { createSecurityCentre } from './security-centre/system';
import { createStatisticsOffice } from './statistics-office/system';
import type { World } from './world';

/** Every source system of the mock province, over one world. */
export const createSystems = (world: World): readonly SourceSystem[] => [
  createOneStop(world),
  createStatisticsOffice(world),
  createSecurityCentre(world),
  createLgsp(world),
  createMapService(world),
  createDocuments(world),
];
