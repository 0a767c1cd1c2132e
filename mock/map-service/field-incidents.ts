import { dayAt, startOf, partsOf } from '../clock';
import { hash32, stream } from '../random';
import type { MockUnit } from '../province/units';
import type { World } from '../world';

export const KINDS = ['fire', 'flood', 'landslide', 'traffic', 'order'] as const;
export type Kind = (typeof KINDS)[number];

export interface FieldIncident {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly kind: Kind;
  readonly severity: 'high' | 'medium' | 'low';
  readonly unit: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly title: string;
}

const INCIDENTS_A_DAY = 21;
const MINUTE_MS = 60_000;

/** Weight of a kind by month: storms from September, dry hot months from April. */
const SEASON: Readonly<Record<Kind, readonly number[]>> = {
  fire: [6, 6, 8, 12, 15, 16, 15, 10, 6, 5, 5, 6],
  flood: [1, 1, 1, 1, 3, 3, 5, 10, 18, 20, 9, 2],
  landslide: [1, 1, 1, 1, 2, 2, 4, 7, 10, 11, 6, 2],
  traffic: Array.from({ length: 12 }, () => 34),
  order: Array.from({ length: 12 }, () => 27),
};
const TITLES: Readonly<Record<Kind, readonly string[]>> = {
  fire: ['Cháy nhà dân', 'Cháy rừng', 'Cháy cơ sở sản xuất', 'Cháy phương tiện'],
  flood: ['Ngập đường giao thông', 'Ngập khu dân cư', 'Tràn bị chia cắt'],
  landslide: ['Sạt lở taluy', 'Sạt lở bờ sông', 'Đá lăn xuống đường'],
  traffic: ['Va chạm giao thông', 'Tai nạn có người bị thương', 'Ùn tắc kéo dài', 'Xe quá tải gây hư hỏng đường'],
  order: ['Gây rối trật tự', 'Trộm cắp tài sản', 'Tranh chấp đất đai', 'Lấn chiếm vỉa hè'],
};

interface Spot {
  readonly unit: MockUnit;
  readonly lon: number;
  readonly lat: number;
  /** Points stay this near to the centre, degrees. */
  readonly reach: number;
  readonly upTo: number;
}

/** Communes that have a centre, with the cumulated share of people. */
export function spotsOf(world: World): Spot[] {
  const placed = world.units.communes.flatMap((unit) => (unit.centre ? [{ unit, centre: unit.centre }] : []));
  const total = placed.reduce((sum, { unit }) => sum + world.population.share(unit), 0);
  let running = 0;
  return placed.map(({ unit, centre: [lon, lat] }) => {
    const gap = placed.reduce((least, other) => (other.unit === unit ? least : Math.min(least, Math.hypot(other.centre[0] - lon, other.centre[1] - lat))), 0.3);
    return { unit, lon, lat, reach: gap * 0.48, upTo: (running += world.population.share(unit) / total) };
  });
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

function drawKind(at: number, month: number): Kind {
  const total = KINDS.reduce((sum, kind) => sum + (SEASON[kind][month - 1] ?? 0), 0);
  let left = at * total;
  for (const kind of KINDS) {
    left -= SEASON[kind][month - 1] ?? 0;
    if (left < 0) return kind;
  }
  return 'order';
}

/** What was reported from the field on a civil day, in order of time. */
function incidentsOn(world: World, spots: readonly Spot[], day: number): FieldIncident[] {
  const next = stream(hash32(world.seed, 'field', day));
  const { month } = partsOf(day);
  const count = Math.round(INCIDENTS_A_DAY * (0.8 + 0.4 * next()));
  const minutes = Array.from({ length: count }, () => Math.floor(1440 * next())).sort((a, b) => a - b);
  return minutes.flatMap((minute, at) => {
    const lot = next();
    const spot = spots.find(({ upTo }) => lot < upTo) ?? spots.at(-1);
    const kind = drawKind(next(), month);
    const [angle, away, weight, title] = [2 * Math.PI * next(), Math.sqrt(next()), next(), next()];
    if (!spot) return [];
    return [{
      id: `${day}-${at}`,
      lon: round(spot.lon + Math.cos(angle) * away * spot.reach), lat: round(spot.lat + Math.sin(angle) * away * spot.reach),
      kind, severity: weight < 0.08 ? 'high' as const : weight < 0.4 ? 'medium' as const : 'low' as const,
      unit: spot.unit.code, occurredAt: startOf(day) + minute * MINUTE_MS,
      title: TITLES[kind][Math.floor(title * TITLES[kind].length)] ?? '',
    }];
  });
}

/** Everything reported in `[from, to)` by a moment, oldest first. */
export function incidentsBetween(world: World, spots: readonly Spot[], from: number, to: number, now: number): FieldIncident[] {
  const end = Math.min(to, dayAt(now) + 1);
  const found: FieldIncident[] = [];
  for (let day = Math.max(from, world.firstDay); day < end; day++) found.push(...incidentsOn(world, spots, day).filter(({ occurredAt }) => occurredAt <= now));
  return found;
}
