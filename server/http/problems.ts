import type { Text } from '@/domain/text';

/**
 * Everything the gateway says no with: one line a code, status and what to do in both languages. A code that is not here cannot be
 * said; each is produced by a test. Never names a host, a path of ours, a stack or a statement.
 */
export const PROBLEMS = {
  'bad-request': [400, 'Yêu cầu không đúng mẫu.', 'The request does not have the expected form.'],
  'logout-token': [400, 'Thông báo đăng xuất không hợp lệ.', 'The logout token is not good.'],
  'sign-in-needed': [401, 'Cần đăng nhập để tiếp tục.', 'Sign in to continue.'],
  signature: [401, 'Chữ ký của hệ thống gửi không đúng, đã dùng rồi hoặc quá hạn.', 'The signature is wrong, was used before, or is too old.'],
  'not-allowed': [403, 'Tài khoản này không có quyền thực hiện việc đó.', 'This account may not do that.'],
  'own-grants': [403, 'Không ai tự đổi quyền hay trạng thái của chính mình. Hãy nhờ một người quản trị khác.', 'Nobody changes their own roles or standing. Ask another administrator.'],
  'own-report': [403, 'Người soạn báo cáo không tự duyệt báo cáo của mình. Hãy nhờ người có thẩm quyền khác.', 'Nobody approves a report they wrote themselves. Ask somebody else who may.'],
  'cross-site': [403, 'Yêu cầu không xuất phát từ cổng này nên bị từ chối. Hãy tải lại trang.', 'The request did not come from this portal. Reload the page.'],
  'not-found': [404, 'Không có nội dung này.', 'There is nothing here.'],
  'method-not-allowed': [405, 'Phương thức này không được dùng ở đây.', 'This method is not used here.'],
  'document-conflict': [409, 'Nội dung đã được người khác thay đổi. Hãy so sánh hai bản rồi chọn.', 'Somebody else has changed this. Compare both and choose.'],
  'last-administrator': [409, 'Đây là quản trị tỉnh cuối cùng. Hãy cấp quyền cho người khác trước.', 'This is the last administrator of the province. Give the role to somebody else first.'],
  'grant-by-sign-on': [409, 'Vai trò này do hệ thống đăng nhập một lần cấp; hãy thay đổi ở đó hoặc khóa tài khoản.', 'The sign-on gives this role: change it there, or disable the account.'],
  'preview-gone': [409, 'Bản kiểm tra này đã hết hạn hoặc đã được dùng. Hãy chọn lại tệp.', 'This check has run out or has been used. Choose the file again.'],
  'extension-altered': [409, 'Mô-đun của tiện ích khác với bản đã được duyệt.', 'The module of this widget is not the one that was approved.'],
  'too-large': [413, 'Nội dung gửi lên quá lớn.', 'The content sent is too large.'],
  'media-type': [415, 'Nội dung gửi lên phải là JSON.', 'The content sent must be JSON.'],
  'document-invalid': [422, 'Nội dung chưa đúng mẫu nên chưa được lưu. Hãy sửa chỗ đã nêu.', 'The content does not have the expected form and was not saved. Correct the place given.'],
  'id-reserved': [422, 'Mã này thuộc về cấu hình của tỉnh. Hãy đặt mã khác.', 'This id belongs to the configuration of the province. Choose another.'],
  'report-not-ready': [422, 'Báo cáo còn chỗ phải sửa trước khi trình hoặc ban hành. Hãy xem danh sách kiểm tra.', 'The report has faults that must be mended before it is handed in or issued. Look at the checks.'],
  'word-form-refused': [422, 'Tệp Word này chưa dùng làm mẫu được. Hãy sửa những chỗ đã nêu rồi tải lại.', 'This Word file cannot be a form yet. Mend what is told, then upload it again.'],
  'word-form-unfilled': [422, 'Tệp mẫu Word còn chỗ chưa biết điền gì. Hãy gán các chỗ đó ở trang soạn mẫu.', 'The Word form has places nobody has said anything of. Choose what they are where the template is composed.'],
  'word-form-missing': [409, 'Tệp mẫu Word của báo cáo này chưa có trong cổng, hoặc thuộc đơn vị khác. Hãy tải tệp lên ở trang soạn mẫu.', 'The Word form of this report is not in the portal, or belongs to another unit. Upload the file where the template is composed.'],
  'save-key-reused': [422, 'Khóa lưu này đã dùng cho nội dung khác. Hãy lưu lại.', 'This save key was used for other content. Save again.'],
  'no-browser': [501, 'Máy chủ không có trình duyệt để in PDF. Hãy mở báo cáo và in từ trình duyệt.', 'The server has no browser to print PDF with. Open the report and print it from the browser.'],
  'print-failed': [503, 'Trình duyệt in PDF không trả lời kịp. Hãy thử lại sau.', 'The browser that prints PDF did not answer in time. Try again later.'],
  'precondition-needed': [428, 'Cần nêu phiên bản đang sửa (If-Match) hoặc cho biết là tạo mới (If-None-Match: *).', 'Say which revision is being changed (If-Match), or that it is new (If-None-Match: *).'],
  'too-many': [429, 'Quá nhiều yêu cầu. Hãy chờ rồi thử lại.', 'Too many requests. Wait, then try again.'],
  internal: [500, 'Có lỗi ở cổng; người vận hành tìm theo mã yêu cầu.', 'The portal failed; operators find it by the request id.'],
  'sign-in-unavailable': [503, 'Hệ thống đăng nhập một lần tạm thời không trả lời. Hãy thử lại sau.', 'The sign-on does not answer. Try again later.'],
  'source-failed': [502, 'Hệ thống nguồn trả lời không dùng được. Hãy báo đơn vị quản lý nguồn.', 'The source gave an answer that cannot be used. Tell whoever keeps it.'],
  'source-unavailable': [503, 'Hệ thống nguồn chưa trả lời. Hãy thử lại sau.', 'The source does not answer. Try again later.'],
  'store-unavailable': [503, 'Kho dữ liệu dùng chung tạm thời không sẵn sàng. Hãy thử lại sau ít giây.', 'Shared storage is not available. Try again in a few seconds.'],
  overloaded: [503, 'Cổng đang quá tải. Hãy thử lại sau ít giây.', 'The portal is overloaded. Try again in a few seconds.'],
} as const satisfies Readonly<Record<string, readonly [status: number, vi: string, en: string]>>;
export type ProblemCode = keyof typeof PROBLEMS;

/** Where the fault lies and what was expected there; `got` is cut to 64 characters. */
export interface ProblemPlace {
  /** JSON pointer into the body, or `query/…`, `params/…`, `headers/…`. */
  readonly at?: string;
  readonly expected?: string;
  readonly got?: string;
  readonly retryAfterSeconds?: number;
}

/** Thrown anywhere below a route; the one error handler turns it into `application/problem+json`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(readonly code: ProblemCode, readonly place: ProblemPlace = {}) {
    super(code);
  }
  get status(): number {
    return PROBLEMS[this.code][0];
  }
}

/** Body of a problem (RFC 9457). `request` is the id under which the log has the rest. */
export function problemBody(code: ProblemCode, place: ProblemPlace, request: string): { readonly [key: string]: unknown } {
  const [status, vi, en] = PROBLEMS[code];
  const hint: Text = { vi, en };
  return {
    type: 'about:blank', status, code, title: en, hint, request,
    ...(place.at === undefined ? {} : { at: place.at }),
    ...(place.expected === undefined ? {} : { expected: place.expected }),
    ...(place.got === undefined ? {} : { got: place.got.slice(0, 64) }),
  };
}
