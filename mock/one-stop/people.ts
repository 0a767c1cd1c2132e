import { hash32, pick } from '../random';

/*
 * Names and telephone numbers of applicants: put together from common parts and belonging to nobody. The numbers use
 * 095, the prefix of a network that no longer exists.
 */

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Cao', 'Thái', 'Lô', 'Vi', 'Lương', 'Đinh'];
const MIDDLE_WOMAN = ['Thị', 'Thị Thu', 'Thị Thanh', 'Thị Minh', 'Thị Hồng', 'Ngọc', 'Thị Kim'];
const MIDDLE_MAN = ['Văn', 'Đình', 'Xuân', 'Hữu', 'Quang', 'Đức', 'Minh', 'Công', 'Bá', 'Trọng'];
const GIVEN_WOMAN = ['Hoa', 'Lan', 'Hương', 'Hằng', 'Nga', 'Thủy', 'Hà', 'Mai', 'Linh', 'Trang', 'Yến', 'Nhung', 'Vân', 'Oanh', 'Thảo'];
const GIVEN_MAN = ['Hùng', 'Dũng', 'Tuấn', 'Nam', 'Long', 'Sơn', 'Thắng', 'Bình', 'Hải', 'Cường', 'Quân', 'Toàn', 'Hiếu', 'Phúc', 'Khánh'];

/** The applicant of a dossier, always the same for the same code. */
export function applicantOf(dossierCode: string): { readonly name: string; readonly phone: string } {
  const woman = hash32(dossierCode, 'sex') % 2 === 0;
  const family = pick(FAMILY, dossierCode, 'family');
  const middle = pick(woman ? MIDDLE_WOMAN : MIDDLE_MAN, dossierCode, 'middle');
  const given = pick(woman ? GIVEN_WOMAN : GIVEN_MAN, dossierCode, 'given');
  return { name: `${family} ${middle} ${given}`, phone: `095${String(hash32(dossierCode, 'phone') % 10_000_000).padStart(7, '0')}` };
}
