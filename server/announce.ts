import type { Dashboard } from '@/config/dashboard';
import type { Province } from '@/config/province';

/** Column where English begins to be told apart; wide enough for the longest Vietnamese title without wrapping at 100. */
const address = (base: string, dashboard: Dashboard): string => `${base}dashboards/${dashboard.id}`;

/** Accounts of the mock sign-on: `mock/sso/people.ts`. */
const SIGN_IN = [
  '  Đăng nhập (chọn người trên trang đăng nhập mẫu, không cần mật khẩu) / Sign in (pick a person, no password):',
  '   · lanh-dao-tinh · giam-doc-so · chu-tich-xa · chuyen-vien · truc-ioc · quan-tri-don-vi · quan-tri-tinh',
  '  Màn hình treo tường / Wall screen: /screen',
  '',
];

/** What a newcomer reads after start: one address, and where each user begins. */
export function announcement(base: string, province: Province, signIn = false): string {
  const dashboards = [...province.dashboards].sort((a, b) => Number(b.id === province.defaults.dashboard) - Number(a.id === province.defaults.dashboard));
  const lines = [
    '',
    `  Toàn Cảnh · ${province.name.vi}`,
    '',
    `  ➜  ${base}`,
    '',
    ...(province.sampleData ? ['  Mọi số liệu đều là số liệu mẫu, do hệ thống giả lập của tỉnh cấp. / All figures are sample data from the mock province.', ''] : []),
    '  Xem gì trước / What to look at:',
    ...dashboards.flatMap((dashboard) => [`   · ${dashboard.audience.vi} / ${dashboard.audience.en}`, `     ${address(base, dashboard)}`]),
    '',
    ...(signIn ? SIGN_IN : []),
    '  Bấm vào một con số để xem nguồn; bấm một đơn vị trên bản đồ hoặc biểu đồ để xem chi tiết.',
    '  Click any figure for its source; click a unit on the map or a chart to drill down.',
    '  Ctrl+C: dừng / stop',
    '',
  ];
  return lines.join('\n');
}
