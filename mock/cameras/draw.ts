import { minuteAt } from '../clock';
import { pngOf } from '../map-service/png';

/** What a camera looks at. */
export type Scene = 'road' | 'river';

const SIDE = 240;
const DOT = 6;
/** Digits 0–9 as five rows of three dots each, the leftmost dot highest. */
const DIGITS: readonly (readonly number[])[] = [
  [7, 5, 5, 5, 7], [2, 6, 2, 2, 7], [7, 1, 7, 4, 7], [7, 1, 7, 1, 7], [5, 5, 7, 1, 1], [7, 4, 7, 1, 7], [7, 4, 7, 5, 7], [7, 1, 1, 2, 2], [7, 5, 7, 5, 7], [7, 5, 7, 1, 7],
];
type Colour = readonly [number, number, number];
type Fill = (left: number, top: number, width: number, height: number, colour: Colour) => void;

const ROAD: Colour = [86, 90, 94];
const CARS: readonly Colour[] = [[178, 60, 52], [52, 92, 150], [210, 205, 196]];
function road(fill: Fill, minute: number): void {
  fill(0, 120, SIDE, 120, ROAD);
  for (let x = 0; x < SIDE; x += 40) fill(x + 6, 178, 24, 4, [225, 225, 210]);
  for (let car = 0; car < 6; car++) fill(((minute * 53 + car * 71) % (SIDE + 40)) - 40, car % 2 === 0 ? 136 : 200, 34, 18, CARS[car % CARS.length] ?? ROAD);
}

/** The water stands between 40 and 100 px; a staff at the side has a mark every 20. */
function river(fill: Fill, minute: number): void {
  const level = Math.round(70 + 30 * Math.sin(minute / 90));
  fill(0, 120, SIDE, 120, [120, 104, 82]);
  fill(0, SIDE - level, SIDE, level, [92, 112, 118]);
  fill(200, 120, 10, 120, [240, 240, 240]);
  for (let y = 120; y < SIDE; y += 20) fill(200, y, 10, 4, [176, 40, 40]);
}

/** A sketch of what a camera would see at a moment (epoch ms), with the hour and minute in dots: plainly drawn, nobody could take it for a photograph. */
export function snapshot(scene: Scene, now: number): Buffer {
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  const fill: Fill = (left, top, width, height, [r, g, b]) => {
    for (let y = Math.max(0, top); y < Math.min(SIDE, top + height); y++) for (let x = Math.max(0, left); x < Math.min(SIDE, left + width); x++) pixels.set([r, g, b, 255], (y * SIDE + x) * 4);
  };
  const minute = minuteAt(now);
  fill(0, 0, SIDE, 120, [176, 196, 208]);
  (scene === 'road' ? road : river)(fill, minute);
  fill(0, 0, 130, 46, [20, 24, 28]);
  const clock = minute % 1440;
  [Math.floor(clock / 600), Math.floor(clock / 60) % 10, Math.floor((clock % 60) / 10), clock % 10].forEach((digit, at) =>
    DIGITS[digit]?.forEach((dots, row) => {
      for (let dot = 0; dot < 3; dot++) if (dots & (4 >> dot)) fill(8 + at * 28 + (at > 1 ? 10 : 0) + dot * DOT, 8 + row * DOT, DOT, DOT, [240, 240, 235]);
    }));
  for (const top of [14, 26]) fill(62, top, 4, 4, [240, 240, 235]);
  return pngOf(SIDE, pixels);
}
