import type { Arrived } from './archive';

const LETTERS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };
const plain = (text: string): string => text.replace(/[&<>"']/g, (letter) => LETTERS[letter] ?? '');
const timeOf = (at: number): string => new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });

/** What has arrived, newest first, for whoever tries the demonstration. */
export function archivePage(files: readonly Arrived[]): string {
  const rows = [...files].reverse().map(({ path, bytes, at, by }) =>
    `<tr><td><a href="${plain(path.split('/').map(encodeURIComponent).join('/'))}">${plain(path)}</a></td><td>${by === 'webdav' ? 'WebDAV' : 'Webhook'}</td><td class="n">${bytes.length.toLocaleString('vi-VN')}</td><td>${timeOf(at)}</td></tr>`);
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kho văn bản (tỉnh mẫu)</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.375rem .5rem;border-bottom:1px solid #ccc;overflow-wrap:anywhere}.n{text-align:right;font-variant-numeric:tabular-nums}</style></head>
<body><h1>Kho văn bản</h1><p>Dữ liệu mẫu: nơi nhận báo cáo của tỉnh mẫu, chỉ giữ trong bộ nhớ. / Sample data: where reports of the mock province arrive, kept in memory only.</p>
${rows.length === 0 ? '<p>Chưa có tệp nào. / Nothing has arrived yet.</p>' : `<table><thead><tr><th>Tệp / File</th><th>Cách gửi / Way</th><th class="n">Byte</th><th>Lúc / At</th></tr></thead><tbody>${rows.join('')}</tbody></table>`}</body></html>`;
}
