import type { Text } from '@/domain/text';

/** What keeps a layer from being drawn, in plain words. */
export type LayerFault = Text;

export const LAYER_FAULTS = {
  request: (pointer: string, expected: string): LayerFault => ({ vi: `Cấu hình lớp chưa đúng tại ${pointer}: cần ${expected}.`, en: `The layer's configuration is wrong at ${pointer}: expected ${expected}.` }),
  unreachable: { vi: 'Máy chủ bản đồ không trả lời.', en: 'The map server does not answer.' },
  denied: { vi: 'Máy chủ bản đồ từ chối: kiểm tra thông tin đăng nhập của nguồn.', en: 'The map server refuses: check the credentials of the source.' },
  unreadable: (place: string, expected: string): LayerFault => ({
    vi: `Bản mô tả dịch vụ không đọc được${place === '' ? '' : ` tại ${place}`}: cần ${expected}.`,
    en: `The capabilities cannot be read${place === '' ? '' : ` at ${place}`}: expected ${expected}.`,
  }),
  said: (words: string): LayerFault => ({ vi: `Máy chủ bản đồ báo: ${words}`, en: `The map server says: ${words}` }),
  otherService: (found: string, wanted: string): LayerFault => ({ vi: `Địa chỉ này là dịch vụ ${found}, không phải ${wanted}.`, en: `This address is a ${found}, not a ${wanted}.` }),
  empty: { vi: 'Dịch vụ không công bố lớp nào.', en: 'The service offers no layer.' },
  noLayer: (name: string, nearest: string | null): LayerFault => ({
    vi: `Dịch vụ không có lớp “${name}”${nearest === null ? '' : `; tên gần nhất: “${nearest}”`}.`,
    en: `The service has no layer “${name}”${nearest === null ? '' : `; the nearest name is “${nearest}”`}.`,
  }),
  twice: (name: string): LayerFault => ({ vi: `Dịch vụ công bố hai lớp cùng tên “${name}”.`, en: `The service offers two layers of the name “${name}”.` }),
  noSystem: (wanted: string, offered: string): LayerFault => ({
    vi: `Lớp không có hệ tọa độ ${wanted}; máy chủ có: ${offered}. Hãy bật ${wanted} ở máy chủ.`,
    en: `The layer does not come in ${wanted}; the server offers: ${offered}. Turn ${wanted} on at the server.`,
  }),
  noFormat: (wanted: string, offered: string): LayerFault => ({ vi: `Máy chủ không có định dạng ${wanted}; có: ${offered}.`, en: `The server does not offer ${wanted}; it has: ${offered}.` }),
  noStyle: (wanted: string, offered: string): LayerFault => ({ vi: `Lớp không có kiểu vẽ “${wanted}”; có: ${offered}.`, en: `The layer has no style “${wanted}”; it has: ${offered}.` }),
  noGrid: { vi: 'Lớp không có lưới ô theo Web Mercator (EPSG:3857, ô 256 điểm ảnh).', en: 'The layer has no grid in Web Mercator (EPSG:3857, tiles of 256 px).' },
  outsideTemplate: { vi: 'Mẫu địa chỉ ô nằm ngoài địa chỉ đã cấu hình của nguồn.', en: 'The template of tile addresses lies outside the configured address of the source.' },
  noPicture: { vi: 'Máy chủ trả về nội dung không phải ảnh.', en: 'The server answered with something that is no picture.' },
  tooLarge: { vi: 'Nội dung lớn quá giới hạn.', en: 'What came is larger than allowed.' },
  noParts: {
    vi: 'Máy chủ không cho đọc tệp theo từng đoạn (cần trả lời 206 đúng đoạn đã hỏi): bật yêu cầu theo đoạn (Range) ở máy chủ.',
    en: 'The server does not give the file by parts (an answer 206 with the part asked for is needed): turn range requests on at the server.',
  },
  noShapes: { vi: 'Máy chủ trả về nội dung không phải ô véc-tơ.', en: 'The server answered with something that is no vector tile.' },
  noFile: { vi: 'Máy chủ không có tệp này: kiểm tra đường dẫn của lớp.', en: 'The server has no such file: check the path of the layer.' },
  noArchive: { vi: 'Tệp không phải là kho ô PMTiles phiên bản 3, hoặc đã hỏng.', en: 'The file is no PMTiles archive of version 3, or it is damaged.' },
  changing: { vi: 'Tệp đang được thay trong lúc đọc; thử lại sau khi chép xong.', en: 'The file is being replaced while it is read; try again when it has been copied.' },
  packedOtherwise: { vi: 'Kho ô nén theo cách không đọc được; chỉ đọc được gzip hoặc không nén.', en: 'The archive is packed in a way that is not read; only gzip, or none at all.' },
  otherTiles: (found: 'vector' | 'picture' | null): LayerFault => ({
    vi: found === null ? 'Kho chứa loại ô không dùng được; cần ảnh PNG, JPEG, WebP hoặc ô véc-tơ MVT.' : `Kho chứa ô ${found === 'vector' ? 'véc-tơ: ghi "tiles": "vector" cho lớp' : 'ảnh: bỏ "tiles": "vector" của lớp'}.`,
    en: found === null ? 'The archive holds tiles of another kind; PNG, JPEG, WebP or vector tiles (MVT) are needed.' : `The archive holds ${found === 'vector' ? 'vector tiles: give the layer "tiles": "vector"' : 'pictures: take "tiles": "vector" from the layer'}.`,
  }),
  otherZooms: (least: number, most: number): LayerFault => ({ vi: `Kho chỉ có mức thu phóng ${least}–${most}: sửa minZoom, maxZoom của lớp.`, en: `The archive holds zooms ${least} to ${most} only: correct minZoom and maxZoom of the layer.` }),
  otherPlace: (bounds: readonly number[]): LayerFault => ({ vi: `Kho nằm ở nơi khác: [${bounds.join(', ')}].`, en: `The archive lies elsewhere: [${bounds.join(', ')}].` }),
} as const;

const MOST_SHOWN = 8;
export const someOf = (names: Iterable<string>): string => {
  const all = [...names];
  return all.slice(0, MOST_SHOWN).join(', ') + (all.length > MOST_SHOWN ? ', …' : '') || '-';
};

/** Steps from one word to another: one letter changed, added or left out. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name most like one that was not found, if any is like it at all; upper and lower case, and a prefix, count little. */
export function nearestName(wanted: string, offered: readonly string[]): string | null {
  const plain = (name: string): string => name.slice(0, 80).toLowerCase().replace(/^.*:/, '');
  const ranked = offered.slice(0, 2_000).map((name) => [name, distance(plain(wanted), plain(name))] as const).sort((a, b) => a[1] - b[1]);
  const [best] = ranked;
  return best && best[1] <= Math.max(2, wanted.length / 2) ? best[0] : null;
}
