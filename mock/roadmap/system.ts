import { dayAt, partsOf, zonedText } from '../clock';
import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { DOCUMENTS, progressOf, TASKS, yearsOf } from './programme';

const PORTFOLIOS = [['DA-2016-2017', 'Danh mục dự án giai đoạn 2016–2017'], ['DA-2018-2020', 'Danh mục dự án giai đoạn 2018–2020']] as const;

/** Months gone count, days do not: progress is the same all day and all month. */
function yearsAt(now: number): number {
  const { year, month } = partsOf(dayAt(now));
  return year + (month - 1) / 12;
}

const envelope = (now: number, duLieu: object): MockReply =>
  jsonReply({ ma: 0, thongBao: 'Thành công', duLieuMau: true, capNhat: zonedText(now), duLieu });

function tasksAt({ seed }: World, now: number): object {
  const at = yearsAt(now);
  return {
    tongSo: TASKS.length,
    vanBan: DOCUMENTS.map(([soHieu, diaPhuong, ten]) => ({ soHieu, diaPhuong, ten })),
    nhiemVu: TASKS.map((task) => {
      const { from, until } = yearsOf(task.period);
      const { state, percent, disbursed } = progressOf(seed, task, at);
      return {
        ma: `${task.document}#${task.no}`, vanBan: task.document, soThuTu: task.no, nhom: task.group, ten: task.title, loai: task.kind,
        chuTri: task.lead, phoiHop: task.partners, thoiGian: task.period,
        tuNgay: from === null ? null : `${from}-01-01`, truocNgay: until === null ? null : `${until}-01-01`,
        trangThai: state, tienDo: percent, kinhPhi: task.budget ?? null, giaiNgan: disbursed,
      };
    }),
  };
}

/** Money of the project lists, million dong; the parts of each list add up to what its document says. */
function moneyAt({ seed }: World, now: number): object {
  const at = yearsAt(now);
  return {
    donViTinh: 'triệu đồng',
    danhMuc: PORTFOLIOS.map(([ma, ten]) => {
      const projects = TASKS.filter((task) => task.budget !== undefined && task.no.startsWith(`${ma}.`));
      const sum = (of: (task: (typeof projects)[number]) => number): number => projects.reduce((total, task) => total + of(task), 0);
      return { ma, ten, soLieu: [projects.length, sum((task) => task.budget ?? 0), sum((task) => progressOf(seed, task, at).disbursed ?? 0)] };
    }),
  };
}

function answer(world: World, { path, now }: MockRequest): MockReply {
  if (path === '/api/v1/nhiem-vu') return envelope(now, tasksAt(world, now));
  if (path === '/api/v1/kinh-phi') return envelope(now, moneyAt(world, now));
  return jsonReply({ ma: 404, thongBao: 'Không có dịch vụ này', duLieuMau: true, duLieu: null }, 404);
}

/** Tracking of the programme of information technology: what was decided comes from the documents, how far it is is invented. */
export function createProgramme(world: World): SourceSystem {
  return {
    id: 'programme',
    title: { vi: 'Hệ thống theo dõi chương trình, nhiệm vụ công nghệ thông tin', en: 'Tracking of the information technology programme' },
    endpoints: [
      ['GET', '/api/v1/nhiem-vu', 'nhiệm vụ, dự án theo văn bản, tiến độ (mẫu)'],
      ['GET', '/api/v1/kinh-phi', 'kinh phí và giải ngân theo danh mục dự án'],
    ],
    tickMs: 3_600_000,
    places: { rename: ['tienDo', 'phanTram'], numbers: ['tienDo', 'kinhPhi', 'giaiNgan', 'soLieu'], rows: ['nhiemVu', 'danhMuc'], events: ['nhiemVu'] },
    answer: (request) => answer(world, request),
  };
}
