import { localDate } from '@/domain/civil';
import type { ChangeKind, OrgUnit, UnitKind, UnitLevel } from '@/domain/org-unit/types';

/*
 * A handful of units with the real change of 2025-07-01 in small: two districts end, three communes merge from smaller ones
 * of the same map, one is renamed, and one (17464) holds part of a unit that was split, so its series breaks.
 */

const FIRST = localDate('1900-01-01');
/** The day on which districts ended and communes were redrawn. */
export const SAMPLE_CHANGE = localDate('2025-07-01');
export const SAMPLE_PROVINCE_UNIT = '40';

type Names = readonly [name: string, fullName: string];
const KIND_LEVEL: Partial<Record<UnitKind, UnitLevel>> = { province: 'province', department: 'department', district: 'district', 'provincial-city': 'district' };

function unit(code: string, kind: UnitKind, [name, fullName]: Names, parent: string | null, span: 'always' | 'before' | 'after', from: readonly (readonly [string, ChangeKind])[] = []): OrgUnit {
  return {
    code, kind, name, fullName, parent,
    level: KIND_LEVEL[kind] ?? 'commune',
    validFrom: span === 'after' ? SAMPLE_CHANGE : FIRST,
    validTo: span === 'before' ? SAMPLE_CHANGE : null,
    predecessors: from.map(([predecessor, change]) => ({ code: predecessor, change })),
  };
}

const department = (code: string, name: string, fullName = name): OrgUnit =>
  unit(code, 'department', [name, fullName], SAMPLE_PROVINCE_UNIT, 'always');
const old = (code: string, name: string, kind: 'ward' | 'commune', district: string): OrgUnit =>
  unit(code, kind, [name, `${kind === 'ward' ? 'Phường' : 'Xã'} ${name}`], district, 'before');
const merged = (code: string, name: string, kind: 'ward' | 'commune', from: readonly (readonly [string, ChangeKind])[]): OrgUnit =>
  unit(code, kind, [name, `${kind === 'ward' ? 'Phường' : 'Xã'} ${name}`], SAMPLE_PROVINCE_UNIT, 'after', from);

export const SAMPLE_UNITS: readonly OrgUnit[] = [
  unit(SAMPLE_PROVINCE_UNIT, 'province', ['Nghệ An', 'Tỉnh Nghệ An'], null, 'always'),
  department('H41.02', 'Sở Nội vụ'),
  department('H41.04', 'Sở Tài chính'),
  department('H41.06', 'Sở NN&MT', 'Sở Nông nghiệp và Môi trường'),
  department('H41.07', 'Sở Xây dựng'),
  department('H41.08', 'Sở KH&CN', 'Sở Khoa học và Công nghệ'),
  department('H41.11', 'Sở Y tế'),
  unit('412', 'provincial-city', ['Vinh', 'Thành phố Vinh'], SAMPLE_PROVINCE_UNIT, 'before'),
  unit('420', 'district', ['Quỳ Hợp', 'Huyện Quỳ Hợp'], SAMPLE_PROVINCE_UNIT, 'before'),
  old('16663', 'Đông Vĩnh', 'ward', '412'),
  old('16681', 'Quang Trung', 'ward', '412'),
  old('16717', 'Nghi Thủy', 'ward', '412'),
  old('16732', 'Nghi Hương', 'ward', '412'),
  old('17035', 'Quỳ Hợp', 'commune', '420'),
  old('17065', 'Châu Quang', 'commune', '420'),
  old('17080', 'Châu Đình', 'commune', '420'),
  merged('16681', 'Thành Vinh', 'ward', [['16663', 'merge'], ['16681', 'merge']]),
  merged('16732', 'Cửa Lò', 'ward', [['16717', 'merge'], ['16732', 'merge']]),
  merged('17035', 'Quỳ Hợp', 'commune', [['17035', 'merge'], ['17080', 'split']]),
  merged('17065', 'Tam Hợp', 'commune', [['17065', 'rename']]),
  merged('17464', 'Diễn Châu', 'commune', [['17080', 'split']]),
];
/** Communes of today's map, in the order of their dossier counts in the samples. */
export const SAMPLE_COMMUNES = ['16681', '17464', '16732', '17035', '17065'] as const;
export const SAMPLE_DEPARTMENTS = ['H41.06', 'H41.07', 'H41.04', 'H41.11', 'H41.02', 'H41.08'] as const;
