import { chance, hash32, pick } from '../random';
import type { World } from '../world';

type Colour = readonly [red: number, green: number, blue: number];

/** A class of ground and how it is drawn. */
interface Ground {
  readonly code: string;
  readonly name: string;
  readonly colour: Colour;
}

export interface GisLayer {
  /** Name on the server. */
  readonly name: string;
  readonly title: string;
  /** Of areas; points have none. */
  readonly grounds: readonly Ground[];
  readonly colour: Colour;
  /** Points of each commune. */
  readonly each: number;
  readonly words: readonly string[];
}

const areas = (name: string, title: string, grounds: readonly Ground[]): GisLayer => ({ name, title, grounds, colour: [0, 0, 0], each: 0, words: [] });
const points = (name: string, title: string, colour: Colour, each: number, words: readonly string[]): GisLayer => ({ name, title, grounds: [], colour, each, words });
const ground = (code: string, name: string, colour: Colour): Ground => ({ code, name, colour });

export const GIS_LAYERS: readonly GisLayer[] = [
  areas('hien_trang_sdd', 'Hiện trạng sử dụng đất', [ground('LUA', 'Đất trồng lúa', [240, 225, 140]), ground('RSX', 'Đất rừng sản xuất', [150, 190, 120]), ground('ODT', 'Đất ở', [230, 170, 160]), ground('CLN', 'Đất cây lâu năm', [205, 210, 130])]),
  areas('quy_hoach', 'Phân khu quy hoạch', [ground('KDT', 'Khu đô thị', [225, 165, 120]), ground('KCN', 'Khu công nghiệp', [180, 160, 200]), ground('KDL', 'Khu du lịch', [160, 205, 200]), ground('NN', 'Vùng nông nghiệp', [205, 220, 160])]),
  areas('thuy_loi', 'Vùng tưới của hệ thống thủy lợi', [ground('B', 'Vùng tưới phía bắc', [150, 190, 225]), ground('N', 'Vùng tưới phía nam', [120, 165, 215]), ground('T', 'Tưới tự chảy', [185, 210, 235])]),
  areas('nguy_co_ngap', 'Nguy cơ ngập lụt', [ground('1', 'Thấp', [215, 230, 240]), ground('2', 'Trung bình', [165, 195, 225]), ground('3', 'Cao', [105, 150, 205])]),
  points('tram_iot', 'Trạm quan trắc tự động', [60, 110, 170], 1, ['Trạm đo mưa', 'Trạm đo mực nước', 'Trạm quan trắc không khí']),
  points('truong_hoc', 'Trường học', [90, 120, 60], 3, ['Trường Mầm non', 'Trường Tiểu học', 'Trường THCS']),
  points('benh_vien', 'Cơ sở khám chữa bệnh', [170, 70, 70], 1, ['Trạm Y tế', 'Phòng khám đa khoa', 'Bệnh viện đa khoa']),
  points('du_lich', 'Điểm du lịch', [160, 100, 40], 1, ['Di tích', 'Làng nghề', 'Bãi tắm', 'Thắng cảnh']),
];
export const gisLayer = (name: string): GisLayer | undefined => GIS_LAYERS.find((layer) => layer.name === name.replace(/^.*:/, ''));

/** A commune as a place, with the class of ground of a layer. */
export interface Cell {
  readonly lon: number;
  readonly lat: number;
  readonly unit: string;
  readonly label: string;
}
export const cellsOf = (world: World): readonly Cell[] =>
  world.units.communes.flatMap(({ centre, code, fullName }) => (centre ? [{ lon: centre[0], lat: centre[1], unit: code, label: fullName }] : []));

export const groundAt = (world: World, layer: GisLayer, cell: Cell): Ground => pick(layer.grounds, world.seed, 'gis', layer.name, cell.unit);

export interface GisPoint {
  readonly id: number;
  readonly code: string;
  readonly lon: number;
  readonly lat: number;
  readonly unit: string;
  readonly kind: string;
  readonly label: string;
  /** Pupils, beds, visitors: invented. */
  readonly size: number;
}

/** Points of a layer: near the centres of communes, and nowhere in particular. */
export function pointsOf(world: World, layer: GisLayer, cells: readonly Cell[]): readonly GisPoint[] {
  const round = (value: number): number => Math.round(value * 1e5) / 1e5;
  return cells.flatMap((cell) => Array.from({ length: layer.each }, (_, at) => {
    const key = [world.seed, 'gis', layer.name, cell.unit, at] as const;
    const kind = layer.words[(hash32(...key) + at) % layer.words.length] ?? '';
    return {
      code: `${cell.unit}-${at + 1}`, unit: cell.unit, kind, label: `${kind} ${cell.label}${at > 0 ? ` số ${at + 1}` : ''}`, size: 50 + Math.floor(900 * chance('size', ...key)),
      lon: round(cell.lon + 0.04 * (chance('x', ...key) - 0.5)), lat: round(cell.lat + 0.04 * (chance('y', ...key) - 0.5)),
    };
  })).map((point, at) => ({ id: at + 1, ...point }));
}
