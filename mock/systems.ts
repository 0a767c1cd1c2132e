import { createAnalytics } from './analytics/system';
import { createLgspApplications } from './applications/lgsp-system';
import { createLgspSoap } from './applications/soap-system';
import { createCameras } from './cameras/system';
import { createDocuments } from './documents/system';
import type { SourceSystem } from './http/system';
import { createLgsp } from './lgsp/system';
import { createGisServer } from './map-service/gis-system';
import { createMapService } from './map-service/system';
import { createNationalPlatform } from './national/system';
import { createMonitoring } from './monitoring/systems';
import { createNationalPortal } from './national-portal/system';
import { createOneStop } from './one-stop/system';
import { createOpenData } from './open-data/system';
import { createSecurityCentre } from './security-centre/system';
import { createStatisticsOffice } from './statistics-office/system';
import { createProgramme } from './roadmap/system';
import { createPushes } from './uploads/pushes';
import { createFiles } from './uploads/system';
import type { World } from './world';

/** Every source system of the mock province, over one world. */
export const createSystems = (world: World, oneStop = createOneStop(world)): readonly SourceSystem[] => [
  oneStop,
  createStatisticsOffice(world),
  createSecurityCentre(world),
  createLgsp(world),
  createMapService(world),
  createGisServer(world),
  createDocuments(world),
  ...createMonitoring(world),
  createOpenData(world),
  createLgspApplications(world),
  createLgspSoap(world),
  createNationalPlatform(world),
  createNationalPortal(world, oneStop),
  createFiles(world),
  ...createPushes(),
  createProgramme(world),
  createAnalytics(world),
  createCameras(),
];
