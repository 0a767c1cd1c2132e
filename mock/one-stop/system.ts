import { jsonReply, type MockReply, type MockRequest, type SourceSystem } from '../http/system';
import type { World } from '../world';
import { FIELDS, PROCEDURES } from './procedures';
import { dossierPage, formByUnit, formOfFields, formOverTime, indexComponents, indexTotals, overdueList } from './reports';
import { periodAsked, spanOf } from './spans';
import { createOneStopStore, type OneStopStore, type Span } from './store';

/** Most units or periods in one question. */
const MOST = 400;
const MOST_A_PAGE = 200;

const failure = (status: number, maKetQua: number, thongBao: string): MockReply => jsonReply({ maKetQua, thongBao, duLieuMau: true }, status);
const badQuestion = (thongBao: string): MockReply => failure(400, 40, thongBao);

/** Answers with the report, or says that the unit is not on the map of that day. */
const unitReport = (report: object | undefined): MockReply => (report ? jsonReply(report) : failure(404, 44, 'Không có đơn vị này trong kỳ'));

const catalogue = (): object => ({
  maKetQua: 0, thongBao: 'Thành công', duLieuMau: true,
  linhVuc: FIELDS.map(({ code, label }) => ({ ma: code, ten: label })),
  thuTuc: PROCEDURES.map(({ code, name, field, termWorkingDays }) => ({ ma: code, ten: name, maLinhVuc: FIELDS[field]?.code, thoiHan: termWorkingDays, donViTinh: 'ngày làm việc' })),
});

type Handler = (store: OneStopStore, request: MockRequest) => MockReply;

/** For questions about one span, given by first and last day. */
const withSpan = (answer: (store: OneStopStore, span: Span, request: MockRequest) => MockReply): Handler => (store, request) => {
  const span = spanOf(request.query.get('tuNgay'), request.query.get('denNgay'));
  return span ? answer(store, span, request) : badQuestion('Thiếu hoặc sai tuNgay, denNgay (yyyy-MM-dd)');
};

/** For questions about several periods of several units. */
const withPeriods = (answer: (store: OneStopStore, units: readonly string[], periods: readonly NonNullable<ReturnType<typeof periodAsked>>[], now: number) => object): Handler =>
  (store, { query, now }) => {
    const units = query.getAll('donVi');
    const periods = query.getAll('ky').map(periodAsked);
    const known = periods.filter((each) => each !== undefined);
    if (units.length === 0 || known.length === 0 || known.length < periods.length) return badQuestion('Cần donVi và ky (tên|từ ngày|đến ngày)');
    if (units.length > MOST || known.length > MOST) return badQuestion(`Tối đa ${MOST} đơn vị và ${MOST} kỳ`);
    return jsonReply(answer(store, units, known, now));
  };

const ROUTES: Readonly<Record<string, Handler>> = {
  '/api/bao-cao/bieu-06': withSpan((store, span, { query, now }) => jsonReply(formByUnit(store, span, query.get('capDonVi'), now))),
  '/api/bao-cao/bieu-06/linh-vuc': withSpan((store, span, { query, now }) => unitReport(formOfFields(store, query.get('donVi') ?? '', span, now))),
  '/api/bao-cao/xu-the': withPeriods(formOverTime),
  '/api/ho-so/qua-han': withSpan((store, span, { query, now }) => unitReport(overdueList(store, query.get('donVi') ?? '', span, now))),
  '/api/ho-so': withSpan((store, span, { query, now }) => {
    const page = Math.max(1, Number(query.get('trang') ?? 1) || 1);
    const size = Math.min(MOST_A_PAGE, Math.max(1, Number(query.get('kichThuoc') ?? 50) || 50));
    return unitReport(dossierPage(store, query.get('donVi') ?? '', span, page, size, now));
  }),
  '/api/bo-chi-so-766/thanh-phan': withPeriods((store, [unit], periods, now) => indexComponents(store, unit ?? '', periods, now)),
  '/api/bo-chi-so-766/tong-diem': withSpan((store, span, { now }) => jsonReply(indexTotals(store, span, now))),
  '/api/danh-muc/thu-tuc': () => jsonReply(catalogue()),
};

/** The provincial one-stop system (hệ thống một cửa điện tử): every figure is counted from its dossiers. */
export function createOneStop(world: World): SourceSystem {
  const store = createOneStopStore(world);
  return {
    id: 'one-stop',
    title: { vi: 'Hệ thống thông tin giải quyết thủ tục hành chính', en: 'One-stop procedure system' },
    endpoints: [
      ['GET', '/api/bao-cao/bieu-06?tuNgay&denNgay[&capDonVi=SBN|H|X]', 'biểu 06 theo đơn vị'],
      ['GET', '/api/bao-cao/bieu-06/linh-vuc?donVi&tuNgay&denNgay', 'biểu 06 theo lĩnh vực'],
      ['GET', '/api/bao-cao/xu-the?donVi…&ky=tên|từ|đến…', 'biểu 06 theo kỳ'],
      ['GET', '/api/ho-so/qua-han?donVi&tuNgay&denNgay', 'hồ sơ quá hạn'],
      ['GET', '/api/ho-so?donVi&tuNgay&denNgay&trang&kichThuoc', 'hồ sơ tiếp nhận'],
      ['GET', '/api/bo-chi-so-766/thanh-phan?donVi&ky=tên|từ|đến…', 'tử số, mẫu số chỉ số 766'],
      ['GET', '/api/bo-chi-so-766/tong-diem?tuNgay&denNgay', 'tổng điểm 766 theo đơn vị'],
      ['GET', '/api/danh-muc/thu-tuc', 'danh mục thủ tục, lĩnh vực'],
    ],
    tickMs: 60_000,
    places: { rename: ['hang', 'danhSachDong'], numbers: ['so', 'diem'], rows: ['hang', 'donVi', 'linhVuc', 'danhSach'], events: ['danhSach'] },
    answer: (request) => ROUTES[request.path]?.(store, request) ?? failure(404, 44, 'Không có dịch vụ này'),
  };
}
