import { dateText, dayAt, parseDay, zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { flowOn } from './flow';
import { addCounts, countTasks, openTasks, type TaskCounts } from './tasks';

const MOST_DAYS = 400;

/** Every answer comes in the vendor's envelope; a failure too, with HTTP 200 and a code of its own. */
const envelope = (now: number, data: object): MockReply => jsonReply({ code: 0, message: 'OK', duLieuMau: true, thoiDiem: zonedText(now), data });
const refused = (code: number, message: string): MockReply => jsonReply({ code, message, duLieuMau: true, data: null });

const COLUMNS = ['giao', 'hoanThanh', 'dungHan', 'treHan', 'dangThucHien', 'quaHan'];
const row = (counts: TaskCounts): number[] => [counts.assigned, counts.done, counts.onTime, counts.late, counts.inProgress, counts.overdue];

/** Tasks of a period by department, the province first. */
function tasksOf(world: World, from: number, to: number, now: number): object {
  const era = world.units.eraAt(to - 1);
  const today = dayAt(now);
  const known = from <= today && from >= world.firstDay;
  const departments = era.units.filter((unit) => unit.level === 'department').map((unit) => ({ unit, counts: countTasks(world, unit, from, to, now) }));
  const province = era.units.find((unit) => unit.level === 'province' && unit.code === world.units.root.code);
  const rows = [
    ...(province && departments.length > 0 ? [{ unit: province, counts: addCounts(departments.map(({ counts }) => counts)) }] : []),
    ...departments,
  ];
  return {
    tuNgay: dateText(from), denNgay: dateText(to - 1), trangThai: from > today ? 'CHUA_DEN' : to > today ? 'DANG_CHAY' : 'DA_CHOT',
    cot: COLUMNS, soDonVi: rows.length,
    donVi: rows.map(({ unit, counts }) => ({ maDinhDanh: unit.code, chiTieu: known ? row(counts) : COLUMNS.map(() => null) })),
  };
}

/** Tasks that are open now, the first to fall due first. */
function openOf(world: World, now: number): object {
  const departments = world.units.eraAt(dayAt(now)).units.filter((unit) => unit.level === 'department');
  const open = departments.flatMap((unit) => openTasks(world, unit, now)).sort((a, b) => a.due - b.due);
  return {
    tongSo: open.length,
    nhiemVu: open.map(({ code, title, leader, unit, assigned, due }) => ({
      soHieu: code, trichYeu: title, nguoiGiao: leader, maDinhDanh: unit.code, ngayGiao: dateText(assigned), hanXuLy: dateText(due), quaHan: due < dayAt(now),
    })),
  };
}

function flowsOf(world: World, from: number, to: number, now: number): object {
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  return {
    cot: ['vanBanDen', 'vanBanDi', 'kySo'],
    ngay: days.map((day) => ({ ngay: dateText(day), tamTinh: day === dayAt(now), so: flowOn(world, day, now) ?? [null, null, null] })),
  };
}

function answer(world: World, { path, query, now }: MockRequest): MockReply {
  if (path === '/api/nhiem-vu/danh-sach') return envelope(now, openOf(world, now));
  const from = parseDay(query.get('tuNgay'));
  const to = parseDay(query.get('denNgay'));
  const handler = path === '/api/nhiem-vu/thong-ke' ? (first: number, last: number) => tasksOf(world, first, last + 1, now) : path === '/api/van-ban/theo-ngay' ? (first: number, last: number) => flowsOf(world, first, last, now) : undefined;
  if (!handler) return jsonReply({ code: 404, message: 'Không có dịch vụ này', duLieuMau: true, data: null }, 404);
  if (from === undefined || to === undefined || to < from || to - from > MOST_DAYS) return refused(1001, 'Thiếu hoặc sai tuNgay, denNgay');
  return envelope(now, handler(from, to));
}

/** The document and task system (quản lý văn bản và điều hành). */
export function createDocuments(world: World): SourceSystem {
  return {
    id: 'documents',
    title: { vi: 'Hệ thống quản lý văn bản và điều hành', en: 'Document and task system' },
    endpoints: [
      ['GET', '/api/nhiem-vu/thong-ke?tuNgay&denNgay', 'nhiệm vụ giao theo đơn vị'],
      ['GET', '/api/nhiem-vu/danh-sach', 'nhiệm vụ đang thực hiện, hạn gần nhất trước'],
      ['GET', '/api/van-ban/theo-ngay?tuNgay&denNgay', 'văn bản đến, đi theo ngày'],
    ],
    tickMs: 60_000,
    places: { rename: ['chiTieu', 'giaTri'], numbers: ['chiTieu', 'so'], rows: ['donVi', 'ngay', 'nhiemVu'], events: ['nhiemVu'] },
    answer: (request) => answer(world, request),
  };
}
