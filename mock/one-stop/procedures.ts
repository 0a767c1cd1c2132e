import type { MockUnit } from '../province/units';
import catalogue from './procedures.json' with { type: 'json' };

/** A procedure (thủ tục hành chính) of the one-stop system's own list. */
export interface Procedure {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  /** Position in {@link FIELDS}. */
  readonly field: number;
  readonly handledBy: string;
  /** 0: settled on the day it is received. */
  readonly termWorkingDays: number;
  /** How often it is asked for, among those of the same handler. */
  readonly weight: number;
  readonly hasFee: boolean;
}

export interface Field {
  readonly code: string;
  readonly label: string;
}

const text = (value: unknown): string => String(value);

export const FIELDS: readonly Field[] = catalogue.fields.map(([code, label]) => ({ code: text(code), label: text(label) }));

const fieldIndex = new Map(FIELDS.map((field, index) => [field.code, index]));

export const PROCEDURES: readonly Procedure[] = catalogue.procedures.map(([code, name, field, handledBy, term, weight, fee], index) => ({
  index,
  code: text(code),
  name: text(name),
  field: fieldIndex.get(text(field)) ?? 0,
  handledBy: text(handledBy),
  termWorkingDays: Number(term),
  weight: Number(weight),
  hasFee: fee === 1,
}));

/**
 * Which department of a province does the work of an agency key, by words of its full name: the first that exists. `load` is its
 * share of the departments' work.
 */
const AGENCIES: readonly { readonly key: string; readonly words: readonly string[]; readonly load: number }[] = [
  { key: 'nong-nghiep-moi-truong', words: ['Nông nghiệp'], load: 20 },
  { key: 'cong-an', words: ['Công an'], load: 15 },
  { key: 'tu-phap', words: ['Tư pháp'], load: 14 },
  { key: 'xay-dung', words: ['Sở Xây dựng'], load: 12 },
  { key: 'tai-chinh', words: ['Sở Tài chính'], load: 10 },
  { key: 'y-te', words: ['Y tế'], load: 8 },
  { key: 'noi-vu', words: ['Nội vụ'], load: 7 },
  { key: 'giao-duc', words: ['Giáo dục'], load: 5 },
  { key: 'cong-thuong', words: ['Công Thương'], load: 5 },
  { key: 'bao-hiem', words: ['Bảo hiểm'], load: 3 },
  { key: 'van-hoa', words: ['Văn hóa'], load: 3 },
  { key: 'khoa-hoc', words: ['Khoa học'], load: 2.4 },
  { key: 'ban-quan-ly', words: ['Ban Quản lý'], load: 1.8 },
  { key: 'du-lich', words: ['Du lịch'], load: 1.2 },
  { key: 'ngoai-vu', words: ['Ngoại vụ', 'Văn phòng Ủy ban'], load: 0.8 },
  { key: 'thanh-tra', words: ['Thanh tra'], load: 0.3 },
];

/** What one unit offers, ready for drawing: procedures with their cumulated probability. */
export interface Offer {
  readonly procedures: readonly Procedure[];
  readonly cumulated: Float64Array;
  /** Share of all work of its level, before volume by people; 0 where the unit settles nothing. */
  readonly load: number;
}

function offerOf(procedures: readonly Procedure[], load: number): Offer {
  const total = procedures.reduce((sum, each) => sum + each.weight, 0);
  let running = 0;
  return { procedures, load: procedures.length > 0 ? load : 0, cumulated: Float64Array.from(procedures, (each) => (running += each.weight / total)) };
}

const handledBy = (...keys: readonly string[]): readonly Procedure[] => PROCEDURES.filter((each) => keys.includes(each.handledBy));

/** The agency keys that fall to a department, given all departments of its time. */
function agenciesOf(unit: MockUnit, departments: readonly MockUnit[]): typeof AGENCIES {
  return AGENCIES.filter(({ words }) => {
    for (const word of words) {
      const holder = departments.find((each) => each.fullName.includes(word));
      if (holder) return holder === unit;
    }
    return false;
  });
}

/**
 * The offer of a unit. `peers` are the units of its time: while there are districts they settle the district list, after that
 * the communes do.
 */
export function createOffers(peers: readonly MockUnit[]): ReadonlyMap<MockUnit, Offer> {
  const departments = peers.filter((unit) => unit.level === 'department');
  const hasDistricts = peers.some((unit) => unit.level === 'district');
  const commune = offerOf(hasDistricts ? handledBy('commune') : handledBy('commune', 'district'), 1);
  const district = offerOf(handledBy('district'), 1);
  const offers = new Map<MockUnit, Offer>();
  for (const unit of peers) {
    if (unit.level === 'commune') offers.set(unit, commune);
    else if (unit.level === 'district') offers.set(unit, district);
    else if (unit.level === 'department') {
      const agencies = agenciesOf(unit, departments);
      offers.set(unit, offerOf(handledBy(...agencies.map(({ key }) => key)), agencies.reduce((sum, { load }) => sum + load, 0)));
    }
  }
  return offers;
}
