import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDocumentId } from '@/state/documents';
import { newDashboardId } from './new-id';

it('says the title without marks, and what tells two of one name apart', () => {
  expect(newDashboardId('Đầu tư công 2026', (bytes) => bytes.fill(0))).toBe('dau-tu-cong-2026-aaaaaa');
  expect(newDashboardId('★', (bytes) => bytes.fill(1))).toBe('bang-bbbbbb');
  expect(newDashboardId('Bảng')).not.toBe(newDashboardId('Bảng'));
});
it('is a document id whatever is typed', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => isDocumentId(newDashboardId(title))));
});
