import { dayAt, startOf } from '../clock';
import { between, chance, hash32, noise } from '../random';
import { SHARED_SERVICES, type NamedSystem } from '../province/systems';
import type { World } from '../world';

/** What one shared service did on a day. */
export interface Traffic {
  readonly requests: number;
  readonly errors: number;
  /** 95th percentile of latency, ms. */
  readonly p95: number;
  /** Share of minutes in which the service answered, 0–1. */
  readonly availability: number;
}

/** Requests a working day over all services, at the beginning of 2025 in a province of the size of Nghệ An. */
const REQUESTS_A_DAY = 420_000;
const REFERENCE_PERSONS = 3_831_694;
const DAY_2025 = 20_089;

/** Share of a day's requests made by a second of the day: little at night, most in office hours. */
function elapsedShare(seconds: number): number {
  const hour = seconds / 3_600;
  const points: readonly (readonly [number, number])[] = [[0, 0], [7, 0.05], [9, 0.2], [11.5, 0.48], [13.5, 0.58], [17, 0.88], [21, 0.96], [24, 1]];
  for (let at = 1; at < points.length; at++) {
    const [fromHour, fromShare] = points[at - 1] ?? [0, 0];
    const [toHour, toShare] = points[at] ?? [24, 1];
    if (hour <= toHour) return fromShare + ((toShare - fromShare) * (hour - fromHour)) / (toHour - fromHour);
  }
  return 1;
}

/** One in so many service-days has an outage of some minutes to hours. */
const OUTAGE = 0.012;

/** Traffic of one service on a day, up to the moment where the day still runs; null for days that have not begun. */
export function trafficOf(world: World, service: NamedSystem, day: number, now: number): Traffic | null {
  const today = dayAt(now);
  if (day > today) return null;
  const key = [world.seed, 'lgsp', service.id, day] as const;
  const size = 0.25 + 3 * chance('lgsp size', service.id) ** 3;
  const scale = world.population.of(world.units.root, 2025) / REFERENCE_PERSONS;
  const growth = 1 + (0.22 * (day - DAY_2025)) / 365;
  const rhythm = world.calendar.isWorking(day) ? 1 : 0.28;
  const share = day === today ? elapsedShare((now - startOf(day)) / 1000) : 1;
  const requests = Math.round((REQUESTS_A_DAY / SHARED_SERVICES.length) * scale * size * growth * rhythm * share * (1 + 0.08 * noise(...key)));
  const down = chance(...key, 'outage') < OUTAGE ? between(0.01, 0.16, ...key, 'length') : 0;
  const flaky = 0.0015 + 0.008 * chance('lgsp flaky', service.id) ** 2;
  return {
    requests,
    errors: Math.round(requests * Math.min(0.9, flaky * between(0.5, 1.6, ...key, 'errors') + 0.8 * down)),
    p95: Math.round((90 + (hash32('lgsp p95', service.id) % 480)) * between(0.85, 1.25, ...key, 'p95') * (1 + 3 * down)),
    availability: Math.round((1 - down - 0.0006 * chance(...key, 'minutes')) * 1e5) / 1e5,
  };
}

/** All services together: counts added, latency and availability weighted by requests. */
export function addTraffic(parts: readonly (Traffic | null)[]): Traffic | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  const requests = known.reduce((sum, part) => sum + part.requests, 0);
  const weighted = (value: (part: Traffic) => number): number => (requests === 0 ? 0 : known.reduce((sum, part) => sum + value(part) * part.requests, 0) / requests);
  return {
    requests,
    errors: known.reduce((sum, part) => sum + part.errors, 0),
    p95: Math.round(weighted(({ p95 }) => p95)),
    availability: requests === 0 ? 1 : Math.round(weighted(({ availability }) => availability) * 1e5) / 1e5,
  };
}

