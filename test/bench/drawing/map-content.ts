import type { Position } from '@/domain/dataset';
import type { MapArea, MapPoint, MapSpec, PointTone } from '@/map/spec';
import { generator } from '../limit-data';

/** The two maps that are hard to draw, the same on every machine. */
export type HardMap = 'points' | 'polygons';

const POINTS = 100_000;
const PLACES = 130;
const [COLUMNS, ROWS] = [100, 50];
const CORNERS = 30;
const CLASSES = 5;
/** South-west corner of the ground and its size, degrees. */
const GROUND = { lon: 103.9, lat: 18.4, width: 2, height: 1.2 };
export const HOME = { lon: GROUND.lon + GROUND.width / 2, lat: GROUND.lat + GROUND.height / 2, zoom: 9.5 };

const toneOf = (chance: number): PointTone => (chance < 0.05 ? 'act' : chance < 0.2 ? 'watch' : 'quiet');

/** Thick round so many places, thin between them, as what happens in a province is. */
export function manyPoints(): readonly MapPoint[] {
  const random = generator(5);
  const places = Array.from({ length: PLACES }, () => ({ lon: GROUND.lon + random() * GROUND.width, lat: GROUND.lat + random() * GROUND.height }));
  return Array.from({ length: POINTS }, (_, at): MapPoint => {
    const place = places[at % PLACES] ?? HOME;
    const [far, angle] = [random() * random() * 0.25, random() * 2 * Math.PI];
    return { id: `p${at}`, lon: place.lon + far * Math.cos(angle), lat: place.lat + far * Math.sin(angle), tone: toneOf(random()), kind: 'Sự việc', label: `Điểm ${at}`, text: '' };
  });
}

/** Ragged areas side by side in a grid. */
export function manyAreas(): readonly MapArea[] {
  const random = generator(7);
  const [width, height] = [GROUND.width / COLUMNS, GROUND.height / ROWS];
  return Array.from({ length: COLUMNS * ROWS }, (_, at): MapArea => {
    const lon = GROUND.lon + ((at % COLUMNS) + 0.5) * width;
    const lat = GROUND.lat + (Math.floor(at / COLUMNS) + 0.5) * height;
    const ring = Array.from({ length: CORNERS }, (_corner, turn): Position => {
      const [angle, radius] = [(turn / CORNERS) * 2 * Math.PI, 0.4 + random() * 0.12];
      return [lon + radius * width * Math.cos(angle), lat + radius * height * Math.sin(angle)];
    });
    const classIndex = Math.floor(random() * (CLASSES + 0.25));
    return { code: `a${at}`, label: `Vùng ${at}`, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [lon, lat]]] }, classIndex: classIndex < CLASSES ? classIndex : null, text: String(classIndex) };
  });
}

export function hardMap(kind: HardMap): MapSpec {
  return {
    description: kind, language: 'vi',
    areas: kind === 'polygons' ? manyAreas() : [], points: kind === 'points' ? manyPoints() : [], pointsLabel: 'Sự việc',
    legend: { title: 'Thang mẫu', scheme: 'worse', edges: kind === 'polygons' ? ['0', '1', '2', '3', '4', '5'] : [] },
    selected: null, focus: null, home: HOME, attribution: '', approximate: true, baseLayers: [],
  };
}
