import type { UnitLevel } from '@/domain/org-unit/types';
import { PhraseTable, tableOf } from './spans';
import type { Recogniser } from './spans';
import type { Word } from './words';

export type Comparison = 'none' | 'previous' | 'same-period-last-year' | 'target';
/** `year`: the year a question names behind "cùng kỳ"; it has to be the one before the period's. */
export interface SaidComparison {
  readonly kind: Exclude<Comparison, 'none'>;
  readonly year?: number;
}

const COMPARISONS = new PhraseTable<SaidComparison['kind']>();
const say = (kind: SaidComparison['kind'], heads: string, tails: string): void => {
  for (const head of heads.split('|')) for (const tail of tails.split('|')) COMPARISONS.add([...head.split(' '), ...tail.split(' ')].filter((word) => word !== ''), kind);
};
say('same-period-last-year', 'so voi|so|', 'cung ky|cung ky nam truoc|cung ky nam ngoai|cung ky nam qua|cung ky nam');
say('same-period-last-year', 'so voi|so', 'nam truoc|nam ngoai|nam qua|cung thang nam truoc|cung thang nam ngoai|cung quy nam truoc');
say('same-period-last-year', 'compared with|compared to|versus|vs|against|on|than', 'same period last year|the same period last year|last year|a year ago|a year earlier');
say('same-period-last-year', '', 'year on year|yoy|same period last year');
say('previous', 'so voi|so', 'thang truoc|quy truoc|ky truoc|tuan truoc|thang lien truoc|quy lien truoc|ky lien truoc|hom qua|ngay hom qua|thang roi');
say('previous', 'compared with|compared to|versus|vs|against|on', 'last month|last quarter|last week|yesterday|previous month|previous quarter|previous period|the previous period|the previous month');
say('previous', '', 'month on month|mom|quarter on quarter');
say('target', 'so voi|so|dat bao nhieu phan tram|dat bao nhieu|dat may phan tram|dat|hoan thanh|vuot|vuot bao nhieu', 'ke hoach|ke hoach nam|ke hoach giao|ke hoach duoc giao|chi tieu|chi tieu giao|chi tieu duoc giao|chi tieu ke hoach|du toan|du toan nam|du toan giao|muc tieu|muc tieu nam|muc tieu de ra|ke hoach de ra|nghi quyet|phan tram ke hoach|phan tram du toan|ke hoach chua|chi tieu chua|muc tieu chua');
say('target', 'compared with|compared to|versus|vs|against|on', 'plan|the plan|target|the target');

/** `so với cùng kỳ`, `so với tháng trước`, `đạt kế hoạch chưa`. */
export const comparison: Recogniser<SaidComparison> = (words, at) => {
  // "So với cùng kỳ, năm 2025": what follows the comma is of the period.
  const comma = words.findIndex(({ joint }, index) => index > at && joint === ',');
  const near = comma < 0 ? words : words.slice(0, comma);
  const found = COMPARISONS.longest(near, at);
  if (!found) return null;
  const [last, behind] = [near[at + found.length - 1]?.text, near[at + found.length]?.text ?? ''];
  const year = /^20[0-9]{2}$/.test(behind) ? Number(behind) : undefined;
  if (year === undefined || last !== 'nam') return { length: found.length, value: { kind: found.value } };
  // "So với kế hoạch năm 2025" is about 2025; "so với cùng kỳ năm 2025" about the year after.
  return found.value === 'target' ? { length: found.length - 1, value: { kind: found.value } } : { length: found.length + 1, value: { kind: found.value, year } };
};

export type Order = 'largest' | 'smallest' | 'best' | 'worst';
/** What the figure is split by; `level` null: units of whatever level has it. A superlative may stand apart from the units it is about. */
export interface SaidBreakdown {
  readonly by: 'units' | 'time' | 'field' | 'order' | 'range';
  readonly level?: UnitLevel | null;
  readonly count?: number;
  readonly order?: Order;
  readonly single?: boolean;
}

const LEVELS: readonly (readonly [UnitLevel | null, string])[] = [
  ['department', 'so|so nganh|so ban nganh|nganh|co quan|so nganh cap tinh|department|departments'],
  ['commune', 'xa|phuong|xa phuong|phuong xa|dia phuong|dia ban|xa va phuong|commune|communes|ward|wards'],
  ['district', 'huyen|huyen thi|huyen thanh thi|district|districts'],
  [null, 'don vi|unit|units'],
];
const BREAKDOWNS = new PhraseTable<SaidBreakdown>();
const LEVEL_WORDS = new PhraseTable<{ readonly level: UnitLevel | null }>();
for (const [level, names] of LEVELS) {
  for (const name of names.split('|').map((each) => each.split(' '))) {
    LEVEL_WORDS.add(name, { level });
    const units: SaidBreakdown = { by: 'units', level };
    for (const head of ['theo', 'theo tung', 'theo cac', 'tung', 'moi', 'chia theo', 'phan theo', 'cac', 'cua cac', 'cua tung', 'o cac', 'o tung', 'giua cac', 'tai cac', 'xep hang cac', 'xep hang', 'by', 'per', 'each', 'across']) BREAKDOWNS.add([...head.split(' '), ...name], units);
    for (const head of ['which']) BREAKDOWNS.add([head, ...name], { ...units, single: true });
    for (const head of ['nhung', 'cac']) BREAKDOWNS.add([head, ...name, 'nao'], units);
    BREAKDOWNS.add([...name, 'nao'], { ...units, single: true });
  }
}
for (const [value, phrases] of [
  [{ by: 'time' }, 'theo thang|theo quy|theo nam|theo ngay|theo tuan|theo tung thang|theo tung quy|theo tung nam|qua cac thang|qua cac quy|qua cac nam|qua cac ky|qua tung thang|tung thang|tung quy|tung nam|hang thang|hang nam|hang quy|cac thang|cac quy|cac nam|cac thang trong nam|cac thang qua|cac nam qua|dien bien|xu huong|theo thoi gian|bieu do|by month|by quarter|by year|monthly|trend|over time|nhung nam gan day|nhung thang gan day|may nam gan day|cac nam gan day|cac thang gan day|cac nam qua'],
  [{ by: 'field' }, 'theo linh vuc|theo tung linh vuc|cac linh vuc|tung linh vuc|linh vuc nao|by field'],
  [{ by: 'order', order: 'largest' }, 'cao nhat|nhieu nhat|lon nhat|dung dau|highest|most|largest'],
  [{ by: 'order', order: 'smallest' }, 'thap nhat|it nhat|nho nhat|lowest|least|fewest|smallest'],
  [{ by: 'order', order: 'best' }, 'tot nhat|dan dau|best|nhanh nhat'],
  [{ by: 'order', order: 'worst' }, 'kem nhat|yeu nhat|te nhat|cham nhat|dung cuoi|doi so nhat|worst'],
] as const satisfies readonly (readonly [SaidBreakdown, string])[]) for (const phrase of phrases.split('|')) BREAKDOWNS.add(phrase.split(' '), value);

const COUNTS = tableOf<number>([[2, 'hai'], [3, 'ba'], [4, 'bon'], [5, 'five'], [10, 'muoi|ten']]);
const AGO = tableOf<true>([[true, 'qua|gan day|gan nhat|vua qua|lien tiep|tro lai day']]);

/** `top 5 xã`, `10 đơn vị`, `12 tháng qua`. */
const counted: Recogniser<SaidBreakdown> = (words, at) => {
  const head = words[at]?.text === 'top' || words[at]?.text === 'nhom' ? 1 : 0;
  const digits = words[at + head];
  const spoken = digits && /^[0-9]{1,2}$/.test(digits.text) ? { length: 1, value: Number(digits.text) } : COUNTS.longest(words, at + head);
  if (!spoken || spoken.value < 1 || spoken.value > 60) return null;
  const level = LEVEL_WORDS.longest(words, at + head + spoken.length);
  if (level) return { length: head + spoken.length + level.length, value: { by: 'units', level: level.value.level, count: spoken.value } };
  const span = at + spoken.length;
  if (head === 0 && ['thang', 'nam', 'quy', 'ngay', 'tuan'].includes(words[span]?.text ?? '')) {
    const ago = AGO.longest(words, span + 1);
    if (ago) return { length: spoken.length + 1 + ago.length, value: { by: 'time' } };
  }
  return null;
};

const DEGREES = new Map<string, Order>([['nhieu', 'largest'], ['cao', 'largest'], ['lon', 'largest'], ['it', 'smallest'], ['thap', 'smallest'], ['tot', 'best'], ['kem', 'worst'], ['cham', 'worst']]);
/** `nhiều hồ sơ quá hạn nhất`: the degree and its `nhất` with the figure between them. */
const parted: Recogniser<SaidBreakdown> = (words, at) => {
  const order = DEGREES.get(words[at]?.text ?? '');
  if (order && words.slice(at + 1, at + 14).some(({ text }) => text === 'nhat')) return { length: 1, value: { by: 'order', order } };
  return words[at]?.text === 'nhat' && words.slice(Math.max(0, at - 13), at).some(({ text }) => DEGREES.has(text)) ? { length: 1, value: { by: 'order' } } : null;
};

export const breakdown: Recogniser<SaidBreakdown> = (words, at) =>
  [counted(words, at), BREAKDOWNS.longest(words, at), parted(words, at)].reduce((best, found) => (found && (!best || found.length > best.length) ? found : best), null);

const POLITENESS = tableOf<true>([[true, [
  'bao nhieu|den het|het|dat bao nhieu|dat may phan tram|la bao nhieu|the nao|nhu the nao|ra sao|cho toi|cho toi xem|cho toi biet|cho biet|toi muon xem|toi muon biet|muon xem|xin cho biet|tinh hinh|ket qua|so lieu|thong tin|thuc hien|hien nay|hien tai|la gi|den dau|den dau roi|den dau tien|bao cao|tren dia ban|tren dia ban tinh|trong tinh|con so|hay cho|may phan tram|bao nhieu phan tram|phan tram|cap nhat|moi nhat|gan nhat|gan day nhat|den nay|tinh den nay|tinh den|lam on|dong chi|anh chi|can xem|the nao roi|ti so|dang the nao|nhu nao|so sanh|chi tieu|muc do|tong so|hien dang|thong ke|xem giup|giup toi|mo|hien thi|da dat|dat duoc|cu the|chi tiet|xep hang|xep thu may|xep thu|dung thu may|vi tri thu may|may ngay|tang hay giam|tang giam|tang bao nhieu|giam bao nhieu|tang giam bao nhieu|tang giam ra sao|bien dong|ra sao roi|hom qua den nay',
  'how is|what is the|compared|newest|latest|value of|show me',
].join('|')]]);
/** Words of politeness and of asking, longer than one. They cost nothing where no name takes them. */
export const politeness: Recogniser<true> = POLITENESS.longest;

export type Refusal = 'not-a-figure' | 'personal' | 'forecast';
const REFUSALS = tableOf<Refusal>([
  ['not-a-figure', 'tai sao|vi sao|ly do|nguyen nhan|do dau|lam sao|lam the nao|cach nao|giai phap|nen lam gi|phai lam gi|tham muu|de xuat|why|how to|how do|reason|danh gia nguyen nhan|thoi tiet|y nghia|huong dan|quy trinh|viet bai|soan thao|tom tat'],
  ['personal', 'so dien thoai cua|so dien thoai giam doc|so dien thoai chu tich|so dien thoai can bo|so dien thoai nguoi|dia chi nha|cccd|can cuoc cua|can cuoc cong dan cua|luong cua|tai khoan cua|mat khau|ai la|la ai|la nguoi nao|ten cua|ho ten|danh sach can bo|danh sach nguoi|ngay sinh|ho so cua ong|ho so cua ba|cua ong|cua ba|email|phone number|password|who|whose|can bo nao|nguoi nao|nhung ai|ai dang|ai chua|ong nguyen|ba nguyen|gia dinh ong|nha rieng|benh an cua'],
  ['forecast', 'du bao|du doan|du kien|se dat|se la|sap toi|thang sau|thang toi|quy sau|quy toi|nam sau|nam toi|tuan sau|tuan toi|ngay mai|tuong lai|kich ban|forecast|next month|next year|next quarter|tomorrow|predict'],
]);
/** What the portal has no figure for, whatever else is asked in the same breath. */
export const refusal: Recogniser<Refusal> = (words: readonly Word[], at: number) => REFUSALS.longest(words, at);
