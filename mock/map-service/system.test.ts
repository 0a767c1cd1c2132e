import { describe, expect, it } from 'vitest';
import { readUnitBook } from '../province/units';
import { NOW, smallWorld } from '../small-province.fixture';
import { createWorld } from '../world';
import { communeAreas } from './areas';
import { incidentsBetween, spotsOf } from './field-incidents';
import { createMapService } from './system';
import { dayOf } from '../clock';

type Ring = readonly (readonly [number, number])[];

/** Whether a place lies inside a ring, by the even–odd rule. */
function inside([x, y]: readonly [number, number], ring: Ring): boolean {
  let crossings = 0;
  for (let at = 1; at < ring.length; at++) {
    const [[x1, y1], [x2, y2]] = [ring[at - 1] ?? [0, 0], ring[at] ?? [0, 0]];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) crossings += 1;
  }
  return crossings % 2 === 1;
}

/** Square degrees, positive where the ring runs counter-clockwise. */
const area = (ring: Ring): number => ring.slice(1).reduce((sum, [x, y], at) => sum + (ring[at]?.[0] ?? 0) * y - x * (ring[at]?.[1] ?? 0), 0) / 2;

describe.each([['nghe-an', 16_486], ['ninh-binh', 3_943]])('approximate areas of %s', (province, squareKilometres) => {
  const units = readUnitBook(province).communes;
  const areas = communeAreas(units);

  it('has one closed ring around the centre of every commune', () => {
    expect(areas.map(({ unit }) => unit.code)).toEqual(units.map(({ code }) => code));
    for (const { unit, ring } of areas) {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[0]).toEqual(ring.at(-1));
      expect(area(ring)).toBeGreaterThan(0);
      expect(inside(unit.centre ?? [0, 0], ring), unit.fullName).toBe(true);
    }
  });

  it('covers about as much ground as the province, and no cell is out of proportion', () => {
    const toKilometres = 111.2 * 111.3 * Math.cos((19.5 * Math.PI) / 180);
    const sizes = areas.map(({ ring }) => area(ring) * toKilometres);
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    expect(whole / squareKilometres).toBeGreaterThan(0.85);
    expect(whole / squareKilometres).toBeLessThan(1.2);
    expect(Math.max(...sizes)).toBeLessThan(whole / 20);
  });

  it('keeps coordinates to four decimals', () => {
    for (const { ring } of areas) for (const [lon, lat] of ring) expect([Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4]).toEqual([lon, lat]);
  });
});

describe('the map service', () => {
  const world = createWorld({ province: 'nghe-an', seed: 7, now: NOW });
  const service = createMapService(smallWorld());
  const ask = (address: string): { type: string; status: number; body: Record<string, unknown> } => {
    const url = new URL(address, 'http://mock');
    const reply = service.answer({ method: 'GET', path: url.pathname, query: url.searchParams, body: '', now: NOW });
    return { ...reply, body: JSON.parse(reply.body) as Record<string, unknown> };
  };

  it('labels its areas as approximate', () => {
    const reply = ask('/ows?typeNames=hanhchinh:xa');
    expect(reply.type).toMatch(/^application\/geo\+json/);
    expect(reply.body).toMatchObject({ type: 'FeatureCollection', approximate: true, duLieuMau: true, attribution: expect.stringContaining('Sơ đồ gần đúng') as string });
  });

  it('spreads over 400 reports a month around where people live, each inside its commune', () => {
    const spots = spotsOf(world);
    const month = incidentsBetween(world, spots, dayOf('2026-10-01'), dayOf('2026-11-01'), NOW);
    expect(month.length).toBeGreaterThan(400);
    expect(new Set(month.map(({ id }) => id)).size).toBe(month.length);
    expect(new Set(month.map(({ unit }) => unit)).size).toBeGreaterThan(80);
    const rings = new Map(communeAreas(world.units.communes).map(({ unit, ring }) => [unit.code, ring]));
    expect(month.filter(({ lon, lat, unit }) => !inside([lon, lat], rings.get(unit) ?? []))).toEqual([]);
  });

  it('tells nothing that has not happened yet', () => {
    const spots = spotsOf(world);
    expect(incidentsBetween(world, spots, dayOf('2026-11-20'), dayOf('2026-11-30'), NOW).every(({ occurredAt }) => occurredAt <= NOW)).toBe(true);
  });

  it('answers an unknown layer with an OGC exception', () => {
    expect(ask('/ows?typeNames=khac')).toMatchObject({ status: 400, body: { exceptions: [{ code: 'InvalidParameterValue' }] } });
  });
});
