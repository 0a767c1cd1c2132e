import { expect, it } from 'vitest';
import type { Dashboard } from '@/config/dashboard';
import { readBody } from '@/state/documents';
import { saveFaults } from '@/state/every-document';
import textWidget from '@widgets/text';
import { startBody } from './start-body';

const both = (text: string) => ({ vi: text, en: text });
const words = { audience: both('Tôi'), blank: { title: both('Bắt đầu'), body: both('Thêm ô.') } };
const board: Dashboard = { id: 'leaders', title: both('Toàn cảnh'), audience: both('Lãnh đạo'), rows: 2, tiles: [{ id: 'a', widget: 'text', widgetVersion: 1, title: both('A'), place: { x: 0, y: 0, w: 6, h: 2 }, options: { text: 'x' } }] };

it('a blank page may be saved as it is, and its one tile can be drawn', () => {
  const body = startBody({ id: 'bang-abc', title: both('Bảng'), from: null, ...words });
  expect(saveFaults('dashboard', 'bang-abc', body, null, null)).toEqual([]);
  const read = readBody('dashboard', body);
  expect(read.ok && textWidget.options.schema.safeParse(read.value.body.tiles[0]?.options).success).toBe(true);
});

it('one that begins with a tile has that tile and no other', () => {
  const first = { widget: 'indicator-card', widgetVersion: 1, title: both('GRDP'), options: { indicator: 'grdp' }, scope: { unit: '40' }, size: { w: 3, h: 8 } };
  const body = startBody({ id: 'bang-abc', title: both('Bảng'), from: null, ...words, first });
  expect(saveFaults('dashboard', 'bang-abc', body, null, null)).toEqual([]);
  expect(body['tiles']).toEqual([{ id: 'first', widget: 'indicator-card', widgetVersion: 1, title: both('GRDP'), options: { indicator: 'grdp' }, scope: { unit: '40' }, place: { x: 0, y: 0, w: 3, h: 8 } }]);
});

it('a copy is all of the other under its own name', () => {
  const read = readBody('dashboard', startBody({ id: 'bang-abc', title: both('Của tôi'), from: board, ...words }));
  expect(read.ok && read.value.body).toEqual({ ...board, id: 'bang-abc', title: both('Của tôi') });
});
