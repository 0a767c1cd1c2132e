import { noise } from '../random';
import { tableOf, type Ground, type MockTable } from './table';
import table from './holdings.json' with { type: 'json' };

/** What the warehouse holds of each database that is loaded into it, month by month: records, tables, and the share that passes its checks. */
export function holdings(ground: Ground): MockTable {
  const rows = table.stores.flatMap(({ id, name, records, tables, growth, quality }) => ground.months.map((month, at) => {
    const swing = noise(ground.seed, 'holdings', id, month.first);
    return [id, name, month.first, Math.round(records * (1 + growth * (at - 12) / 12)), tables, Math.round(10 * Math.min(100, quality + 0.08 * at + 0.4 * swing)) / 10, month.status, month.loadedAt];
  }));
  return tableOf('danh_ba_csdl', 'Cơ sở dữ liệu nạp vào kho: bản ghi, bảng và tỷ lệ bản ghi đạt kiểm tra chất lượng', ['ma_he_thong', 'thang'],
    ['ma_he_thong text', 'ten text', 'thang date', 'ban_ghi integer', 'so_bang integer', 'ty_le_dat numeric', 'trang_thai text', 'cap_nhat timestamptz'], rows);
}
