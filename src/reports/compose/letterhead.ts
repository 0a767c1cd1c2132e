import { civilDate, dateParts } from '@/domain/civil';
import type { OrgUnit } from '@/domain/org-unit/types';
import type { Language } from '@/format/format';
import type { DocumentHead, DocumentTail } from '../document/document';
import type { TemplateTail } from '../template/template';
import type { Composing } from './context';
import { unitOf } from '../template/places';

/** Blank that a clerk fills in by hand. */
const BLANK = '        ';
const upper = (text: string): string => text.toLocaleUpperCase('vi');
/** First letter small, as a kind of unit stands within a sentence: "xã Anh Sơn". Agencies keep their capital. */
export const unitInSentence = (unit: OrgUnit): string =>
  unit.level === 'department' ? unit.fullName : unit.fullName.slice(0, 1).toLocaleLowerCase('vi') + unit.fullName.slice(1);

/** "05" and "02" below ten and in the first two months, so that nothing can be written before them; other months as they are. */
const dayText = (day: number): string => String(day).padStart(2, '0');
const monthText = (month: number): string => (month <= 2 ? `0${month}` : String(month));

/** "ngày 05 tháng 02 năm 2026" (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export function longDate(at: Composing['input']['at'], language: Language): string {
  const { year, month, day } = dateParts(civilDate(at));
  return language === 'vi' ? `ngày ${dayText(day)} tháng ${monthText(month)} năm ${year}` : `${dayText(day)}/${String(month).padStart(2, '0')}/${year}`;
}

/** Where an agency has its seat, as documents name it: a unit by its name without its kind, but for one that is a number; an agency by its province. */
export function placeOf(composing: Composing): string {
  const unit = unitOf(composing.scope, composing.province);
  const seat = unit?.level === 'department' ? provinceOf(composing) : unit;
  if (!seat) return composing.province.name[composing.language];
  return /^\d+$/.test(seat.name) ? seat.fullName : seat.name;
}

const provinceOf = (composing: Composing): OrgUnit | undefined => unitOf({ ...composing.scope, unit: composing.province.unit }, composing.province);

const committee = (unit: OrgUnit, language: Language): string => (language === 'vi' ? `Ủy ban nhân dân ${unitInSentence(unit)}` : `People’s Committee of ${unit.fullName}`);
const committeeShort = (unit: OrgUnit, language: Language): string => (language === 'vi' ? `UBND ${unitInSentence(unit)}` : committee(unit, language));

/** Who issues a report of the unit: its People's Committee, or the agency itself. */
export function issuingBody(composing: Composing): string {
  const unit = unitOf(composing.scope, composing.province);
  if (!unit) return composing.scope.unit;
  return unit.level === 'department' ? unit.fullName : committee(unit, composing.language);
}

/** Letters by which an agency signs its numbers: "STC" of "Sở Tài chính"; a People's Committee is always UBND. */
function markOfBody(unit: OrgUnit | undefined): string {
  if (!unit || unit.level !== 'department') return 'UBND';
  return unit.fullName.split(/[\s,&-]+/).filter((word) => word !== '' && !/^(?:và|của|các)$/.test(word)).map((word) => upper(word.slice(0, 1))).join('');
}

/** "163/BC-UBND" where the number is known, else a blank before the mark. */
export function numberOf(composing: Composing, mark: string): string {
  const { number } = composing.input;
  if (number !== null && number.includes('/')) return number;
  return `${number === null || number === '' ? BLANK : number}/${mark}-${markOfBody(unitOf(composing.scope, composing.province))}`;
}

/**
 * What stands above the title; null where the template is no administrative document. `say` renders a text of the template. An agency of the
 * province names its People's Committee above itself; a People's Committee of any level has no body it answers to there.
 */
export function headOf(composing: Composing, say: (text: string) => string): DocumentHead | null {
  const { input: { template: { head }, at }, language } = composing;
  if (!head) return null;
  const unit = unitOf(composing.scope, composing.province);
  const above = unit?.level === 'department' ? provinceOf(composing) : undefined;
  return {
    bodyAbove: above ? upper(committeeShort(above, language)) : null,
    body: upper(issuingBody(composing)),
    number: `${language === 'vi' ? 'Số' : 'No.'}: ${numberOf(composing, head.mark)}`,
    placeAndDate: `${placeOf(composing)}, ${longDate(at, language)}`,
    kind: head.kind ? upper(say(head.kind[language])) : null,
    subject: say(head.subject[language]),
  };
}

const HEADS: readonly (readonly [begins: RegExp, vi: string, en: string])[] = [
  [/^(?:Sở|Trung tâm) /u, 'GIÁM ĐỐC', 'DIRECTOR'], [/^Văn phòng /u, 'CHÁNH VĂN PHÒNG', 'CHIEF OF OFFICE'], [/^Thanh tra /u, 'CHÁNH THANH TRA', 'CHIEF INSPECTOR'],
  [/^Chi cục /u, 'CHI CỤC TRƯỞNG', 'HEAD'], [/^Ban /u, 'TRƯỞNG BAN', 'HEAD'],
];

/** Who signs: for a People's Committee its chair on behalf of it, for an agency its head. */
function signature(composing: Composing, tail: TemplateTail, say: (text: string) => string): DocumentTail['signature'] {
  const { language, input } = composing;
  const vi = language === 'vi';
  const unit = unitOf(composing.scope, composing.province);
  const isAgency = unit?.level === 'department';
  const head = HEADS.find(([begins]) => begins.test(`${unit?.fullName ?? ''} `));
  const position = isAgency ? (head?.[vi ? 1 : 2] ?? (vi ? 'THỦ TRƯỞNG CƠ QUAN' : 'HEAD OF AGENCY')) : (vi ? 'CHỦ TỊCH' : 'CHAIR');
  const authority = isAgency ? null : (vi ? 'TM. ỦY BAN NHÂN DÂN' : 'ON BEHALF OF THE PEOPLE’S COMMITTEE');
  return {
    authority: tail.authority ? upper(say(tail.authority[language])).trim() || null : authority,
    position: tail.position ? upper(say(tail.position[language])) : position,
    name: input.signer,
  };
}

/** What stands below the text; null where the template has none. */
export function tailOf(composing: Composing, say: (text: string) => string): DocumentTail | null {
  const { input: { template: { tail } }, language } = composing;
  if (!tail) return null;
  return { recipients: tail.recipients.map((text) => say(text[language])), signature: signature(composing, tail, say) };
}
