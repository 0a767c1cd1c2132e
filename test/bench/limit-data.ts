/** What the limit page draws: about 350 kB of JSON, the same on every machine. */
export type LimitChart =
  | { readonly kind: 'bar' | 'line'; readonly categories: readonly string[]; readonly series: readonly { readonly name: string; readonly data: readonly number[] }[] }
  | { readonly kind: 'pie'; readonly slices: readonly { readonly name: string; readonly value: number }[] };

export interface LimitData {
  readonly charts: readonly LimitChart[];
  readonly areas: readonly { readonly code: string; readonly value: number; readonly rings: [number, number][] }[];
}

/** A linear congruential generator (Numerical Recipes): plain, seeded, enough for shapes. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const AREAS = 250;
const VERTICES = 61;

/** A ragged ring round a centre, latitude before longitude as Leaflet takes it, degrees to 5 decimals. */
function ring(lat: number, lon: number, random: () => number): [number, number][] {
  const points: [number, number][] = [];
  for (let at = 0; at < VERTICES; at += 1) {
    const angle = (at / VERTICES) * 2 * Math.PI;
    const radius = 0.06 + random() * 0.02;
    points.push([Number((lat + radius * Math.sin(angle)).toFixed(5)), Number((lon + radius * Math.cos(angle)).toFixed(5))]);
  }
  return points;
}

export function limitData(): LimitData {
  const random = generator(2026);
  const months = Array.from({ length: 24 }, (_, at) => `${String((at % 12) + 1).padStart(2, '0')}/${2025 + Math.floor(at / 12)}`);
  const series = (name: string) => ({ name, data: months.map(() => Math.round(random() * 10_000)) });
  const charts: LimitChart[] = Array.from({ length: 12 }, (_, at): LimitChart => {
    if (at % 3 === 2) return { kind: 'pie', slices: Array.from({ length: 6 }, (_slice, part) => ({ name: `Lĩnh vực ${part + 1}`, value: Math.round(random() * 1_000) })) };
    return { kind: at % 3 === 0 ? 'bar' : 'line', categories: months, series: [series('Năm nay'), series('Năm trước')] };
  });
  const columns = 20;
  const areas = Array.from({ length: AREAS }, (_, at) => ({
    code: String(16_000 + at * 7),
    value: Number(random().toFixed(4)),
    rings: ring(18.4 + Math.floor(at / columns) * 0.13, 103.9 + (at % columns) * 0.1, random),
  }));
  return { charts, areas };
}
