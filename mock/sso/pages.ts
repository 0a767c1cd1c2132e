import type { SsoPerson } from './people';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? '');

const MOCK_NOTICE = 'Đây là hệ thống đăng nhập mô phỏng. Tài khoản và họ tên đều không có thật; không cần mật khẩu.';

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)} · Đăng nhập mô phỏng</title>
<link rel="stylesheet" href="/sso/style.css">
</head>
<body>
<main>
<p class="notice">${MOCK_NOTICE}</p>
<h1>${safe(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const personButton = ({ account, name, title, place }: SsoPerson): string =>
  `<li><button name="account" value="${safe(account)}"><strong>${safe(name)}</strong><span>${safe(title)}</span><span class="soft">${safe(place)} · ${safe(account)}</span></button></li>`;

/** One button for each person, and a way back without signing in. Posts to its own address. */
export const signInPage = (province: string, people: readonly SsoPerson[]): string =>
  page(
    `Đăng nhập một lần · ${province}`,
    `<p>Chọn tài khoản để vào cổng điều hành.</p>
<form method="post" aria-label="Chọn tài khoản">
<ul>
${people.map(personButton).join('\n')}
</ul>
<button class="quiet" name="cancel" value="1">Không đăng nhập, quay lại cổng</button>
</form>`,
  );

/** Asks before ending the sign-on itself. */
export const signOutPage = (action: string, xsrf: string): string =>
  page(
    'Đăng xuất',
    `<p>Kết thúc cả phiên của hệ thống đăng nhập một lần?</p>
<form method="post" action="${safe(action)}">
<input type="hidden" name="xsrf" value="${safe(xsrf)}">
<button class="main" name="logout" value="yes">Đăng xuất</button>
<button class="quiet">Giữ phiên đăng nhập một lần</button>
</form>`,
  );

/** Somebody else is signed in at the moment. */
export const otherPersonPage = (action: string, xsrf: string): string =>
  page(
    'Đổi tài khoản',
    `<p>Tài khoản đang đăng nhập sẽ được đăng xuất trước.</p>
<form method="post" action="${safe(action)}">
<input type="hidden" name="xsrf" value="${safe(xsrf)}">
<button class="main" name="logout" value="yes">Tiếp tục</button>
</form>`,
  );

export const signedOutPage = (): string => page('Đã đăng xuất', '<p>Phiên đăng nhập một lần đã kết thúc.</p>');

/** Something the provider refuses; `code` is a word of the protocol. */
export const refusalPage = (code: string): string =>
  page('Không đăng nhập được', `<p>Yêu cầu đăng nhập không hợp lệ hoặc đã hết hạn. Hãy quay lại cổng và đăng nhập lại.</p><p class="soft">${safe(code)}</p>`);

export const STYLE = `:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f3; color: #17202a; font: 1rem/1.5 'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 1rem 0 0.5rem; }
ul { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: 0.5rem; }
.notice { margin: 0; padding: 0.75rem 1rem; background: #fdf3e1; border: 1px solid #8f5500; border-radius: 0.5rem; color: #5f3900; }
button { font: inherit; color: inherit; cursor: pointer; min-height: 2.75rem; width: 100%; padding: 0.625rem 1rem; border: 1px solid #77848f; border-radius: 0.5rem; background: #fff; }
li button { display: grid; gap: 0.125rem; text-align: left; }
button:hover { border-color: #1b6e60; background: #e3efec; }
button:focus-visible { outline: 3px solid #1257a8; outline-offset: 2px; }
button.main { background: #1b6e60; border-color: #1b6e60; color: #fff; margin-bottom: 0.5rem; }
button.quiet { background: transparent; }
.soft { color: #43515d; font-size: 0.875rem; }
`;
