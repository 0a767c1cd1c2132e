import type { Text } from '@/domain/text';
import { pointerOf } from './config-fault';
import type { ConfigFault, ConfigFaultCode, PackFault } from './config-fault';
import { lineAndColumn, scanJson } from './json-scan';

/**
 * Adds to each fault what to do, and the line it stands on where the file's text still has lines. Loaded only when there is a fault.
 */
export function explainFaults(faults: readonly PackFault[], files: Readonly<Record<string, unknown>> = {}): readonly ConfigFault[] {
  const places = new Map<string, ReadonlyMap<string, number>>();
  return faults.map((fault) => {
    const text = files[fault.file];
    const located = fault.line === undefined && typeof text === 'string' && text.includes('\n') ? locate(fault, text, places) : {};
    return { ...fault, ...located, hint: HINTS[fault.code] };
  });
}

/** Line of the value a pointer names, or of the nearest value around it where it is absent. */
function locate(fault: PackFault, text: string, places: Map<string, ReadonlyMap<string, number>>): { line?: number; column?: number } {
  let offsets = places.get(fault.file);
  if (!offsets) places.set(fault.file, (offsets = offsetsOf(text)));
  for (let { pointer } = fault; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    const offset = offsets.get(pointer);
    if (offset !== undefined) return lineAndColumn(text, offset);
    if (pointer === '') return {};
  }
}

function offsetsOf(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  scanJson(text, (path, offset) => void offsets.set(pointerOf(path), offset));
  return offsets;
}

const HINTS: Readonly<Record<ConfigFaultCode, Text>> = {
  'config-missing': { vi: 'Thêm tệp này vào thư mục của tỉnh hoặc của gói được kế thừa.', en: 'Add this file to the folder of the province or of the pack it extends.' },
  'unknown-file': { vi: 'Kiểm tra tên tệp và thư mục; tệp này không được đọc.', en: 'Check the name and folder of the file; it is not read.' },
  encoding: { vi: 'Lưu lại tệp theo bảng mã UTF-8.', en: 'Save the file again as UTF-8.' },
  'too-large': { vi: 'Tệp quá lớn; chia nhỏ hoặc bỏ phần không dùng.', en: 'The file is too large; divide it or take out what is not used.' },
  json: { vi: 'Sửa lỗi cú pháp JSON tại dòng, cột đã nêu.', en: 'Correct the JSON syntax at the line and column given.' },
  'json-duplicate-key': { vi: 'Khóa này ghi hai lần trong cùng một đối tượng; giữ lại một.', en: 'This key stands twice in one object; keep one of them.' },
  'too-deep': { vi: 'Giảm số tầng lồng nhau.', en: 'Nest fewer levels.' },
  'control-char': { vi: 'Xóa ký tự điều khiển hoặc ký tự ẩn trong văn bản này.', en: 'Remove the control or hidden characters from this text.' },
  version: { vi: 'Ghi schemaVersion là số nguyên đúng của loại tệp.', en: 'Give schemaVersion as the whole number of this kind of file.' },
  'version-newer': { vi: 'Tệp thuộc phiên bản phần mềm mới hơn; nâng cấp phần mềm hoặc dùng tệp của phiên bản này. Không có gì bị thay đổi.', en: 'The file belongs to a newer version of the software; upgrade, or use a file of this version. Nothing was changed.' },
  required: { vi: 'Điền giá trị cho trường này.', en: 'Give this field a value.' },
  type: { vi: 'Đổi giá trị sang đúng kiểu; số không đặt trong dấu ngoặc kép.', en: 'Give a value of the right type; numbers stand without quotes.' },
  choice: { vi: 'Chọn một trong các giá trị được phép.', en: 'Choose one of the values allowed.' },
  pattern: { vi: 'Viết lại theo đúng mẫu ký tự.', en: 'Write it in the form expected.' },
  range: { vi: 'Đưa giá trị về trong giới hạn.', en: 'Bring the value within its limits.' },
  'number-range': { vi: 'Số vượt khả năng biểu diễn; kiểm tra số mũ và đơn vị.', en: 'The number cannot be held; check its exponent and unit.' },
  'too-long': { vi: 'Rút ngắn văn bản.', en: 'Shorten the text.' },
  'too-many': { vi: 'Bớt số phần tử của danh sách.', en: 'Shorten the list.' },
  date: { vi: 'Ghi một ngày có thật theo dạng năm-tháng-ngày.', en: 'Give a date that exists, as year-month-day.' },
  period: { vi: 'Ghi kỳ theo dạng lịch:mã, ví dụ calendar:2026-10.', en: 'Give a period as calendar:code, for example calendar:2026-10.' },
  'unknown-field': { vi: 'Không có trường này; kiểm tra chính tả hoặc xóa đi.', en: 'There is no such field; check its spelling or take it out.' },
  'url-scheme': { vi: 'Dùng địa chỉ https:// hoặc đường dẫn bắt đầu bằng / của chính cổng.', en: 'Use an https:// address, or a path of the portal that begins with /.' },
  ssrf: { vi: 'Không đặt nguồn ở máy này hoặc địa chỉ nội bộ đặc biệt.', en: 'A source may not be this machine or a special internal address.' },
  'secret-inline': { vi: 'Gói cấu hình là công khai: chuyển mật khẩu, khóa, mã truy cập sang biến môi trường của máy chủ và đổi mã đã lộ.', en: 'A pack is public: move passwords, keys and tokens to the server environment, and replace what was exposed.' },
  'duplicate-id': { vi: 'Mã đã dùng; đặt mã khác hoặc xóa bản thừa.', en: 'The id is taken; choose another or take the second out.' },
  'unknown-ref': { vi: 'Mã được nhắc đến không có hoặc đã bị loại vì lỗi; sửa mã hoặc sửa phần bị loại.', en: 'What is named here does not exist, or was left out for a fault; correct the id or repair that part.' },
  contradiction: { vi: 'Các giá trị mâu thuẫn với nhau; sửa cho khớp.', en: 'The values contradict each other; make them agree.' },
  weights: { vi: 'Cộng lại điểm tối đa: các mục phải bằng khối, các khối và nhóm phải bằng tổng.', en: 'Add up the maxima: components must make their block, blocks and groups the total.' },
  overlap: { vi: 'Dời hoặc thu nhỏ ô để không chồng lên ô khác.', en: 'Move or shrink the tile so that it covers no other.' },
};
