import { JSON_TYPE, type MockReply } from '../http/system';
import type { Scenario } from './names';

export const RETRY_AFTER_SECONDS = 30;

const LOGIN_PAGE = `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Đăng nhập hệ thống</title></head>
<body><form method="post" action="/dang-nhap"><h1>Phiên làm việc đã hết hạn</h1>
<label>Tên đăng nhập <input name="user"></label><label>Mật khẩu <input name="password" type="password"></label>
<button>Đăng nhập</button></form></body></html>
`;

/** The whole answer of scenarios that have nothing to do with the question; undefined for the others. */
export function cannedReply(scenario: Scenario): { readonly reply: MockReply; readonly headers: Readonly<Record<string, string>> } | undefined {
  switch (scenario) {
    case '500': return { reply: { status: 500, type: JSON_TYPE, body: '{"thongBao":"Lỗi hệ thống","duLieuMau":true}' }, headers: {} };
    case '429': return { reply: { status: 429, type: JSON_TYPE, body: '{"thongBao":"Quá nhiều yêu cầu","duLieuMau":true}' }, headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) } };
    case 'login-page': return { reply: { status: 200, type: 'text/html; charset=utf-8', body: LOGIN_PAGE }, headers: {} };
    default: return undefined;
  }
}
