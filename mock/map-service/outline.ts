/** A place on the flat plane the map is drawn on: degrees of latitude, longitude shrunk to match. */
export type Place = readonly [x: number, y: number];

/** Width of the grid that finds the outside, degrees. */
const STEP = 0.025;
/** How far around the centres the grid reaches. */
const MARGIN = 0.6;
/** Helper points lie in a ring around the centres: nearer ones would cut cells, further ones change nothing. */
const RING = { near: 1.25, far: 2.6 };
/** The ring never comes nearer than this, whatever the spacing. */
const NEAREST = 0.075;

const distance = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** How far apart centres stand around each of them: the mean distance to the four nearest. */
export function spacings(centres: readonly Place[]): number[] {
  return centres.map((centre, self) => {
    const near = centres.flatMap((other, at) => (at === self ? [] : [distance(centre, other)])).sort((a, b) => a - b).slice(0, 4);
    return near.reduce((sum, each) => sum + each, 0) / Math.max(1, near.length);
  });
}

/** The nearest centre of a place and its distance. */
function nearest(place: Place, centres: readonly Place[]): readonly [index: number, away: number] {
  let index = 0;
  let least = Infinity;
  for (let at = 0; at < centres.length; at++) {
    const [x, y] = centres[at] as Place;
    const square = (place[0] - x) ** 2 + (place[1] - y) ** 2;
    if (square < least) {
      index = at;
      least = square;
    }
  }
  return [index, Math.sqrt(least)];
}

/**
 * Helper points around a set of centres. Their own cells are thrown away; the cells of the outer centres then close near their centre
 * instead of running to infinity, which draws a coarse outline. Only places that can be reached from outside count, so that a wide
 * gap between centres inside stays ground.
 */
export function helperRing(centres: readonly Place[]): Place[] {
  const own = spacings(centres);
  const left = Math.min(...centres.map(([x]) => x)) - MARGIN;
  const bottom = Math.min(...centres.map(([, y]) => y)) - MARGIN;
  const columns = Math.ceil((Math.max(...centres.map(([x]) => x)) + MARGIN - left) / STEP) + 1;
  const rows = Math.ceil((Math.max(...centres.map(([, y]) => y)) + MARGIN - bottom) / STEP) + 1;
  const placeAt = (cell: number): Place => [left + (cell % columns) * STEP, bottom + Math.floor(cell / columns) * STEP];
  const free = new Uint8Array(columns * rows);
  const ring = new Uint8Array(columns * rows);
  for (let cell = 0; cell < free.length; cell++) {
    const [index, away] = nearest(placeAt(cell), centres);
    const reach = Math.max(NEAREST, (own[index] ?? NEAREST) * RING.near);
    free[cell] = away >= reach ? 1 : 0;
    ring[cell] = away >= reach && away <= reach * (RING.far / RING.near) ? 1 : 0;
  }
  return flood(free, columns, rows).filter((cell) => ring[cell] === 1).map(placeAt);
}

/** Cells reached from the edge through free ones. */
function flood(free: Uint8Array, columns: number, rows: number): number[] {
  const reached = new Uint8Array(free.length);
  const queue = [0];
  reached[0] = 1;
  for (let at = 0; at < queue.length; at++) {
    const cell = queue[at] as number;
    const column = cell % columns;
    for (const next of [column > 0 ? cell - 1 : -1, column < columns - 1 ? cell + 1 : -1, cell - columns, cell + columns]) {
      if (next < 0 || next >= columns * rows || reached[next] || !free[next]) continue;
      reached[next] = 1;
      queue.push(next);
    }
  }
  return queue;
}
