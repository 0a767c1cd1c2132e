import type { Text } from '@/domain/text';
import type { FileForm } from '@/federation/tables/file-form';
import { FILE_LIMITS, type FileFault } from './grid';
import type { RowFault, RowFaultCode } from './row-fault';

/** Why a file cannot be read, as one sentence that says what to do. */
export const FILE_WORDS: Readonly<Record<FileFault, readonly [vi: string, en: string]>> = {
  empty: ['Tệp không có dữ liệu.', 'The file is empty.'],
  'file-signature': ['Đây không phải tệp XLSX, CSV, JSON-stat hay GeoJSON, dù tên tệp ghi gì. Hãy lưu lại ở dạng .xlsx hoặc .csv.', 'This is none of XLSX, CSV, JSON-stat and GeoJSON, whatever its name says. Save it as .xlsx or .csv.'],
  encoding: ['Không đọc được chữ trong tệp. Hãy lưu lại ở dạng "CSV UTF-8" hoặc .xlsx.', 'The letters of the file cannot be read. Save it as "CSV UTF-8" or .xlsx.'],
  'csv-quote': ['Dấu ngoặc kép mở ra mà không đóng lại.', 'A quotation mark is opened and never closed.'],
  'csv-header': ['Không thấy dòng tiêu đề cột.', 'There is no head row.'],
  'too-many-rows': [`Tệp có quá nhiều dòng (tối đa ${FILE_LIMITS.rows}). Hãy chia nhỏ.`, `The file has too many rows (at most ${FILE_LIMITS.rows}). Split it.`],
  'too-many-columns': [`Tệp có quá nhiều cột (tối đa ${FILE_LIMITS.columns}).`, `The file has too many columns (at most ${FILE_LIMITS.columns}).`],
  'too-long': ['Có ô chứa quá nhiều chữ.', 'A cell holds too much text.'],
  'too-large': ['Tệp quá lớn.', 'The file is too large.'],
  'zip-corrupt': ['Tệp XLSX bị hỏng hoặc tải lên chưa hết. Hãy mở bằng Excel, lưu lại rồi gửi.', 'The XLSX file is damaged or incomplete. Open it in Excel, save it and send it again.'],
  'zip-ratio': ['Tệp XLSX phình ra quá lớn khi giải nén nên bị từ chối.', 'The XLSX file grows too large when unpacked and was refused.'],
  'xlsx-encrypted': ['Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.', 'The file has a password. Remove it and send the file again.'],
  'xls-old': ['Đây là tệp .xls kiểu cũ. Hãy lưu lại ở dạng .xlsx.', 'This is an old .xls file. Save it as .xlsx.'],
  macro: ['Tệp chứa macro nên không được nhận. Hãy lưu ở dạng .xlsx không có macro.', 'The file holds macros and is not taken. Save it as .xlsx without them.'],
  'external-link': ['Tệp lấy số liệu từ tệp khác. Hãy dán thành giá trị rồi gửi lại.', 'The file takes figures from other files. Paste them as values and send it again.'],
  'xml-doctype': ['Tệp XLSX chứa nội dung không an toàn nên bị từ chối.', 'The XLSX file holds unsafe content and was refused.'],
  'xml-corrupt': ['Nội dung tệp XLSX bị hỏng. Hãy mở bằng Excel, lưu lại rồi gửi.', 'The content of the XLSX file is damaged. Open it in Excel, save it and send it again.'],
  'no-sheet': ['Tệp không có trang tính nào đang hiện.', 'The workbook has no visible sheet.'],
  json: ['Nội dung JSON bị hỏng hoặc tải lên chưa hết. Hãy xuất lại từ phần mềm rồi gửi.', 'The JSON is damaged or incomplete. Export it again and send it.'],
  'json-kind': ['Tệp JSON này không phải bảng JSON-stat hay tập đối tượng GeoJSON (FeatureCollection).', 'This JSON is neither a JSON-stat table nor a GeoJSON FeatureCollection.'],
  'json-stat': ['Bảng JSON-stat không đúng cấu trúc.', 'The JSON-stat table is not built as it should be.'],
  geojson: ['Tập đối tượng GeoJSON không đúng cấu trúc.', 'The GeoJSON collection is not built as it should be.'],
  crs: ['Tệp không dùng hệ tọa độ WGS84. Nếu là VN-2000, hãy chuyển sang WGS84 (EPSG:4326) rồi gửi lại.', 'The file is not in WGS84. If it is in VN-2000, convert it to WGS84 (EPSG:4326) and send it again.'],
  'too-slow': ['Đọc tệp mất quá nhiều thời gian nên đã dừng. Hãy bớt dòng hoặc lưu lại ở dạng .csv.', 'Reading the file took too long and was stopped. Take out rows or save it as .csv.'],
};

type Say = (fault: { readonly expected: string; readonly got: string; readonly column: Text }) => readonly [vi: string, en: string];
const quoted = (got: string): string => (got === '' ? '' : ` “${got}”`);

/** What is wrong in a row, as one sentence without the row's number. */
const ROW_WORDS: Readonly<Record<RowFaultCode, Say>> = {
  'missing-column': ({ column }) => [`Thiếu cột “${column.vi}”. Hãy thêm cột hoặc chọn cột tương ứng.`, `The column “${column.en}” is missing. Add it or choose the column that holds it.`],
  columns: ({ expected, got }) => [`Dòng có ${got} ô, cần ${expected} ô như dòng tiêu đề.`, `The row has ${got} cells; the head row has ${expected}.`],
  required: ({ column }) => [`“${column.vi}” để trống. Nếu không phát sinh, hãy ghi 0.`, `“${column.en}” is empty. Write 0 if there was none.`],
  type: ({ column, got }) => [`“${column.vi}” cần một số, đang ghi${quoted(got)}. Chỉ ghi số, không kèm đơn vị, dấu % hay ngoặc.`, `“${column.en}” needs a number, got${quoted(got)}. Write digits only, without unit, % or brackets.`],
  whole: ({ column, got }) => [`“${column.vi}” cần số nguyên, đang ghi${quoted(got)}.`, `“${column.en}” needs a whole number, got${quoted(got)}.`],
  'ambiguous-number': ({ column, got }) => [`“${column.vi}”:${quoted(got)} có thể đọc theo hai cách. Hãy chọn cách viết số của tệp.`, `“${column.en}”:${quoted(got)} can be read in two ways. Choose how this file writes numbers.`],
  decimals: ({ column, expected, got }) => [`“${column.vi}” lấy ${expected} chữ số thập phân, đang ghi${quoted(got)}.`, `“${column.en}” takes ${expected} decimals, got${quoted(got)}.`],
  date: ({ column, got }) => [`“${column.vi}” cần ngày dạng 31/12/2026, đang ghi${quoted(got)}.`, `“${column.en}” needs a date such as 31/12/2026, got${quoted(got)}.`],
  'date-serial': ({ column, got }) => [`“${column.vi}”:${quoted(got)} là số thứ tự ngày của Excel. Hãy định dạng cột là ngày rồi lưu lại.`, `“${column.en}”:${quoted(got)} is a day number of Excel. Format the column as dates and save again.`],
  code: ({ column, expected, got }) => [`“${column.vi}”: không có mã${quoted(got)}. Các mã: ${expected}.`, `“${column.en}”: no such code${quoted(got)}. Codes: ${expected}.`],
  'code-zeros': ({ column, expected, got }) => [`“${column.vi}”: mã${quoted(got)} mất số 0 ở đầu, đúng phải là “${expected}”. Hãy định dạng cột là văn bản.`, `“${column.en}”: the code${quoted(got)} lost its zeros; it should be “${expected}”. Format the column as text.`],
  'limit-low': ({ column, expected, got }) => [`“${column.vi}” không thể nhỏ hơn ${expected}, đang ghi${quoted(got)}.`, `“${column.en}” cannot be below ${expected}, got${quoted(got)}.`],
  'limit-high': ({ column, expected, got }) => [`“${column.vi}” không thể lớn hơn ${expected}, đang ghi${quoted(got)}. Hãy kiểm tra đơn vị tính.`, `“${column.en}” cannot be above ${expected}, got${quoted(got)}. Check the unit of measure.`],
  unit: ({ got }) => [`Không có đơn vị mang mã${quoted(got)} trong kỳ này.`, `No unit has the code${quoted(got)} in this period.`],
  'unit-foreign': ({ got }) => [`Đơn vị${quoted(got)} không thuộc phạm vi được gửi.`, `The unit${quoted(got)} is not one you may send for.`],
  period: ({ got }) => [`Không đọc được kỳ${quoted(got)}. Ví dụ: 10/2026.`, `The period${quoted(got)} cannot be read. For example: 10/2026.`],
  'duplicate-row': ({ expected, got }) => [`Trùng với dòng ${expected}${got === '' ? '' : ` (${got})`}.`, `The same as row ${expected}${got === '' ? '' : ` (${got})`}.`],
  sum: ({ column, expected, got }) => [`“${column.vi}” ghi ${got} nhưng các phần cộng lại là ${expected}.`, `“${column.en}” is ${got} but its parts add up to ${expected}.`],
  'cell-error': ({ column, got }) => [`“${column.vi}”: ô báo lỗi${quoted(got)}. Hãy sửa công thức hoặc ghi giá trị.`, `“${column.en}”: the cell holds the error${quoted(got)}. Correct the formula or write the value.`],
  uncalculated: ({ column }) => [`“${column.vi}”: công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại, hoặc dán thành giá trị.`, `“${column.en}”: a formula without its result. Open the file in Excel and save it, or paste values.`],
  nested: ({ column }) => [`“${column.vi}” cần một giá trị đơn, đang là một danh sách hoặc nhóm giá trị.`, `“${column.en}” needs one value; it holds a list or a group.`],
  'code-list': ({ column, expected, got }) => [`“${column.vi}”: danh mục dùng chung không có mã${quoted(got)} trong kỳ này.${expected === '' ? '' : ` Mã gần nhất: ${expected}.`}`, `“${column.en}”: the shared list has no code${quoted(got)} in this period.${expected === '' ? '' : ` The nearest: ${expected}.`}`],
  'no-list': ({ column, expected }) => [`“${column.vi}”: danh mục dùng chung “${expected}” không có bản nào có hiệu lực trong kỳ này. Hãy báo quản trị.`, `“${column.en}”: no version of the shared list “${expected}” is in force in this period. Tell an administrator.`],
  swapped: ({ got }) => [`Kinh độ và vĩ độ bị đảo chỗ (${got}). Ghi kinh độ trước, vĩ độ sau.`, `Longitude and latitude are swapped (${got}). Longitude comes first.`],
  metres: ({ got }) => [`Tọa độ (${got}) là mét, có vẻ theo VN-2000. Hãy chuyển sang độ WGS84 rồi gửi lại.`, `The position (${got}) is in metres, probably VN-2000. Convert it to degrees of WGS84 and send it again.`],
  bounds: ({ expected, got }) => [`Vị trí (${got}) nằm ngoài phạm vi được nhận (${expected}).`, `The position (${got}) lies outside the bounds (${expected}).`],
  geometry: ({ got }) => [`Cần hình học là một điểm (Point)${got === '' ? ', đối tượng chưa có vị trí' : `, đang là${quoted(got)}`}.`, `The geometry must be one point${got === '' ? '; the feature has no position' : `, got${quoted(got)}`}.`],
  dimension: ({ expected, got }) => [`Chiều “${got}” có ${expected} mục nhưng không ứng với cột nào. Hãy chọn cột tương ứng hoặc xuất tệp với một mục.`, `The dimension “${got}” has ${expected} categories and no column is for it. Choose its column, or export one category.`],
  'other-period': ({ expected, got }) => [`Tệp ghi kỳ${quoted(got)}, đang gửi cho kỳ “${expected}”. Hãy chọn đúng kỳ.`, `The file is of the period${quoted(got)}, and is being sent for “${expected}”. Choose the right period.`],
  mark: ({ column, got }) => [`“${column.vi}”: số liệu mang ghi chú${quoted(got)} (tạm tính, ước tính…), mà số liệu gửi bằng tệp là số chính thức. Hãy gửi khi đã chính thức.`, `“${column.en}”: the figure is marked${quoted(got)} (provisional, estimated…), and figures sent by file are official. Send it when it is official.`],
  'no-rows': () => ['Dưới dòng tiêu đề chưa có dòng số liệu nào.', 'There are no rows below the head row.'],
};

/** The sentence of a fault; sentences hold no more of the file than the fault does. */
export function wordsOf(fault: RowFault, form: FileForm): Text {
  const column = form.columns.find(({ id }) => id === fault.column)?.title ?? { vi: '', en: '' };
  const [vi, en] = ROW_WORDS[fault.code]({ ...fault, column });
  return { vi, en };
}
