import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { UnitBook } from '../province/units';

/** Somebody whom the mock sign-on knows. Names are invented. */
export interface SsoPerson {
  /** Account name, and `sub` of every token. */
  readonly account: string;
  readonly name: string;
  /** `chuc_danh`. */
  readonly title: string;
  /** `vai_tro`; null where the province's sign-on says nothing of a role. */
  readonly role: string | null;
  /** `don_vi`; null for the province itself. */
  readonly unit: string | null;
  /** Where the person works, in words. */
  readonly place: string;
}

/** The units on which department and commune people work, from the province's pack; the first of each where it names none. */
function openingUnits(province: string, units: UnitBook): { readonly department: string; readonly commune: string } {
  const file = fileURLToPath(new URL(`../../public/provinces/${province}/province.json`, import.meta.url));
  const pack = JSON.parse(readFileSync(file, 'utf8')) as { defaults?: { openingUnits?: { department?: string; commune?: string } } };
  const named = pack.defaults?.openingUnits;
  return { department: named?.department ?? units.departments[0]?.code ?? '', commune: named?.commune ?? units.communes[0]?.code ?? '' };
}

/** The demo people of a province, in the order in which the sign-in page offers them. */
export function ssoPeople(province: string, units: UnitBook): readonly SsoPerson[] {
  const { department, commune } = openingUnits(province, units);
  const nameOf = (code: string): string => units.all.findLast((unit) => unit.code === code)?.fullName ?? code;
  const [whole, office, local] = [units.root.fullName, nameOf(department), nameOf(commune)];
  return [
    { account: 'lanh-dao-tinh', name: 'Nguyễn Thị Lan Anh', title: 'Phó Chủ tịch Ủy ban nhân dân tỉnh', role: 'lanh-dao-tinh', unit: null, place: whole },
    { account: 'giam-doc-so', name: 'Trần Quốc Bảo', title: 'Giám đốc sở', role: 'giam-doc-so', unit: department, place: office },
    { account: 'chu-tich-xa', name: 'Phạm Văn Đức', title: 'Chủ tịch Ủy ban nhân dân cấp xã', role: 'chu-tich-xa', unit: commune, place: local },
    { account: 'chuyen-vien', name: 'Lê Thu Hà', title: 'Chuyên viên', role: 'chuyen-vien', unit: department, place: office },
    { account: 'truc-ioc', name: 'Hoàng Minh Khôi', title: 'Trực Trung tâm điều hành thông minh', role: 'truc-ioc', unit: null, place: whole },
    { account: 'quan-tri-don-vi', name: 'Vũ Ngọc Mai', title: 'Quản trị đơn vị', role: 'quan-tri-don-vi', unit: department, place: office },
    { account: 'quan-tri-tinh', name: 'Đặng Hữu Phước', title: 'Quản trị hệ thống của tỉnh', role: null, unit: null, place: whole },
  ];
}

/** What the provider says of a person; a claim that does not apply is left out, never empty. */
export const claimsOf = ({ account, name, title, role, unit }: SsoPerson): { readonly sub: string; readonly [claim: string]: string } => ({
  sub: account, name, chuc_danh: title, ...(role === null ? {} : { vai_tro: role }), ...(unit === null ? {} : { don_vi: unit }),
});
