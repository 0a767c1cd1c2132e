import * as z from 'zod/mini';
import type { MapSettings, Province } from '../province';
import { address } from './address';
import { calendar, id, integer, list, number, periodKind, text, unitCode, words } from './values';

const map: z.ZodMiniType<MapSettings> = z.strictObject({
  areasDataset: id,
  centre: z.strictObject({ lon: number.check(z.gte(-180), z.lte(180)), lat: number.check(z.gte(-90), z.lte(90)) }),
  zoom: integer(0, 22),
  baseLayers: list(z.strictObject({ id, name: text(60), urlTemplate: address, attribution: words(200) }), 10),
});

/** What `province.json` says itself. */
export type ProvinceFile = Pick<Province, 'id' | 'name' | 'unit' | 'sampleData' | 'map' | 'defaults'> & {
  readonly agency?: string;
  readonly extends?: string;
  /** Dashboards to offer, in order; all of the pack where absent. */
  readonly dashboards?: readonly string[];
};

export const provinceFile: z.ZodMiniType<ProvinceFile> = z.strictObject({
  extends: z.exactOptional(id),
  id,
  name: text(60),
  unit: unitCode,
  agency: z.exactOptional(unitCode),
  sampleData: z.boolean(),
  dashboards: z.exactOptional(list(id, 40)),
  map,
  defaults: z.strictObject({
    dashboard: id, calendar, periodKind, theme: z.enum(['light', 'dark', 'wall']),
    openingUnits: z.exactOptional(z.strictObject({ department: z.exactOptional(unitCode), commune: z.exactOptional(unitCode) })),
  }),
});
