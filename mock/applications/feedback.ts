import { applicantOf } from '../one-stop/people';
import { dateText, dayAt, startOf, zonedText } from '../clock';
import { spotsOf } from '../map-service/field-incidents';
import { hash32, pick, stream } from '../random';
import type { World } from '../world';

const FIELDS = ['ha-tang-giao-thong', 'moi-truong', 'trat-tu-do-thi', 'dat-dai-xay-dung', 'y-te', 'giao-duc', 'dien-nuoc', 'thu-tuc-hanh-chinh'] as const;
export const STATES = ['received', 'in-progress', 'answered', 'closed'] as const;
/** Days within which a petition is answered. */
const TERM_DAYS = 7;
const A_DAY = 26;
const DAY_MS = 86_400_000;

/** One petition of the day as the platform keeps it; who wrote it stands apart. */
export interface Petition {
  readonly ma: string;
  readonly tiepNhan: string;
  readonly hanTraLoi: string;
  readonly traLoi: string | null;
  readonly linhVuc: string;
  readonly donVi: string;
  readonly trangThai: (typeof STATES)[number];
  /** 1 to 5; null until somebody says. */
  readonly haiLong: number | null;
  readonly kinhDo: number;
  readonly viDo: number;
  readonly nguoiGui: { readonly hoTen: string; readonly dienThoai: string };
}

/** Every commune is measured against every other: once a world. */
const placed = new WeakMap<World, ReturnType<typeof spotsOf>>();
function placesOf(world: World): ReturnType<typeof spotsOf> {
  const found = placed.get(world) ?? spotsOf(world);
  placed.set(world, found);
  return found;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Petitions received on a day, those of the day so far where it runs, in order of arrival. */
export function petitionsOn(world: World, day: number, now: number): Petition[] {
  if (day < world.firstDay || day > dayAt(now)) return [];
  const next = stream(hash32(world.seed, 'feedback', day));
  const spots = placesOf(world);
  const count = Math.round(A_DAY * (world.calendar.isWorking(day) ? 1 : 0.45) * (0.75 + 0.5 * next()));
  const made: Petition[] = [];
  for (let at = 0; at < count; at++) {
    const received = startOf(day) + Math.floor(((at + next()) / count) * (DAY_MS - 1));
    const where = next();
    const spot = spots.find(({ upTo }) => upTo >= where) ?? spots[spots.length - 1];
    const [angle, distance, speed, pleased] = [next() * 2 * Math.PI, Math.sqrt(next()), next(), next()];
    if (received > now || !spot) continue;
    const ma = `PA-${dateText(day).replaceAll('-', '')}-${String(at + 1).padStart(3, '0')}`;
    const answered = received + Math.round((0.4 + speed * (speed > 0.9 ? 14 : 6.4)) * DAY_MS);
    const done = answered <= now;
    const { name, phone } = applicantOf(ma);
    made.push({
      ma, tiepNhan: zonedText(received), hanTraLoi: zonedText(received + TERM_DAYS * DAY_MS), traLoi: done ? zonedText(answered) : null,
      linhVuc: pick(FIELDS, ma, 'field'), donVi: spot.unit.code,
      trangThai: done ? (answered + 3 * DAY_MS <= now ? 'closed' : 'answered') : now - received < DAY_MS / 4 ? 'received' : 'in-progress',
      haiLong: done && pleased < 0.6 ? 5 - Math.floor((pleased / 0.6) ** 3 * 4.99) : null,
      kinhDo: round(spot.lon + Math.cos(angle) * distance * spot.reach), viDo: round(spot.lat + Math.sin(angle) * distance * spot.reach),
      nguoiGui: { hoTen: name, dienThoai: phone },
    });
  }
  return made;
}

/** What one day of petitions came to; answers are counted to the day of arrival. Null where the day has not begun. */
export function feedbackOn(world: World, day: number, now: number): { readonly tiepNhan: number; readonly daTraLoi: number; readonly dungHan: number; readonly quaHan: number; readonly coDanhGia: number; readonly haiLong: number } | null {
  if (day < world.firstDay || day > dayAt(now)) return null;
  const all = petitionsOn(world, day, now);
  const answered = all.filter(({ traLoi }) => traLoi !== null);
  // Both are written with one offset and one length: texts compare as times do.
  const inTerm = answered.filter(({ traLoi, hanTraLoi }) => traLoi !== null && traLoi <= hanTraLoi);
  const late = all.filter(({ traLoi, hanTraLoi }) => (traLoi ?? zonedText(now)) > hanTraLoi);
  const rated = all.flatMap(({ haiLong }) => (haiLong === null ? [] : [haiLong]));
  return { tiepNhan: all.length, daTraLoi: answered.length, dungHan: inTerm.length, quaHan: late.length, coDanhGia: rated.length, haiLong: rated.filter((each) => each >= 4).length };
}
