import { createUnitBook, type UnitBook } from './province/units';
import { createWorld, type World } from './world';

/** A Friday, 10:15 in Vietnam. */
export const NOW = Date.parse('2026-11-20T10:15:00+07:00');

/**
 * A province of a handful of units with every kind of change on 2025-07-01: two communes merged, one renamed, one split between two,
 * two districts ended. Codes are taken over as in life: 10001 is a commune before and another, larger one after.
 */
export const smallUnits = (): UnitBook =>
  createUnitBook([
    ['99', 'province', 'province', 'Thử Nghiệm', 'Tỉnh Thử Nghiệm', null, '1900-01-01', null, [], 105.2, 19],
    ['H99.01', 'department', 'department', 'Sở Tư pháp', null, '99', '1900-01-01'],
    ['H99.02', 'department', 'department', 'Sở NN&MT', 'Sở Nông nghiệp và Môi trường', '99', '1900-01-01'],
    ['H99.03', 'department', 'department', 'Thống kê tỉnh', null, '99', '1900-01-01'],
    ['901', 'provincial-city', 'district', 'Một', null, '99', '1900-01-01', '2025-07-01'],
    ['902', 'district', 'district', 'Hai', null, '99', '1900-01-01', '2025-07-01'],
    ['10001', 'ward', 'commune', 'An', null, '901', '1900-01-01', '2025-07-01'],
    ['10002', 'ward', 'commune', 'Bình', null, '901', '1900-01-01', '2025-07-01'],
    ['10003', 'commune', 'commune', 'Chi', null, '902', '1900-01-01', '2025-07-01'],
    ['10004', 'commune', 'commune', 'Dũng', null, '902', '1900-01-01', '2025-07-01'],
    ['10001', 'ward', 'commune', 'An Bình', null, '99', '2025-07-01', null, [['10001', 'merge'], ['10002', 'merge'], ['10004', 'split']], 105.1, 19.1],
    ['10003', 'commune', 'commune', 'Chi Mới', null, '99', '2025-07-01', null, [['10003', 'rename']], 105.3, 18.9],
    ['10004', 'commune', 'commune', 'Dũng', null, '99', '2025-07-01', null, [['10004', 'split']], 105.4, 19.2],
  ]);

export const smallWorld = (now = NOW, seed = 7): World => createWorld({ province: 'thu-nghiem', seed, now, units: smallUnits() });
