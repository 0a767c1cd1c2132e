import type { Text } from '@/domain/text';
import type { WordFault, WordFaultCode } from './word-fault';

/** What is wrong and what to do, by code; where it stands and what stands there follow. */
const WORDS: Readonly<Record<WordFaultCode, readonly [vi: string, en: string]>> = {
  'not-an-archive': ['Đây không phải tệp Word (.docx) đọc được. Hãy lưu lại bằng “Word Document (*.docx)”', 'This is no Word file (.docx) that can be read. Save it again as “Word Document (*.docx)”'],
  'too-large': ['Tệp quá lớn', 'The file is too large'],
  'bad-entry': ['Tệp hỏng hoặc bị sửa ở mức nén. Hãy lưu lại bằng Word', 'The file is broken or was altered where it is packed. Save it again with Word'],
  'bad-path': ['Tệp có phần mang đường dẫn lạ. Hãy lưu lại bằng Word', 'A part of the file has a strange path. Save it again with Word'],
  duplicate: ['Tệp có hai phần trùng tên. Hãy lưu lại bằng Word', 'Two parts of the file have one name. Save it again with Word'],
  nested: ['Tệp chứa một tệp nén khác. Hãy bỏ tệp đính kèm', 'The file holds another archive. Remove what is embedded'],
  'bad-xml': ['Một phần của tệp không đọc được. Hãy lưu lại bằng Word', 'A part of the file cannot be read. Save it again with Word'],
  'missing-part': ['Tệp thiếu một phần mà nó nhắc tới. Hãy lưu lại bằng Word', 'A part that the file speaks of is not there. Save it again with Word'],
  'part-not-allowed': ['Tệp chứa phần mà mẫu không được có. Hãy bỏ đối tượng lạ, chỉ giữ chữ, bảng, ảnh PNG/JPEG', 'The file holds a part that a form may not have. Keep words, tables and PNG or JPEG pictures alone'],
  macros: ['Tệp có macro. Hãy lưu thành .docx không macro', 'The file has macros. Save it as .docx without them'],
  embedded: ['Tệp nhúng một đối tượng (Excel, OLE…). Hãy thay bằng bảng hoặc ảnh', 'The file embeds an object (Excel, OLE…). Put a table or a picture in its place'],
  outside: ['Tệp tham chiếu ra bên ngoài. Hãy nhúng ảnh vào tệp, bỏ liên kết tới tệp khác', 'The file refers to something outside. Put pictures into it and remove links to other files'],
  'element-not-allowed': ['Tệp có nội dung mà mẫu không được có', 'The file has content that a form may not have'],
  'field-not-allowed': ['Tệp có trường Word lấy dữ liệu từ nơi khác. Hãy bỏ trường đó', 'The file has a field of Word that fetches data from elsewhere. Remove it'],
  'bad-picture': ['Ảnh trong tệp không đúng định dạng. Hãy dùng ảnh PNG hoặc JPEG', 'A picture of the file is not of its kind. Use PNG or JPEG'],
  'bad-placeholder': ['Chỗ điền viết chưa đúng. Hãy viết {{tên}} trong cùng một đoạn', 'A place is not written rightly. Write {{name}} within one paragraph'],
  'bad-loop': ['Dòng lặp của bảng viết chưa đúng: {{#bảng}} ở ô đầu, {{/bảng}} ở ô cuối của cùng một dòng', 'The repeated row of a table is not written rightly: {{#table}} in the first cell, {{/table}} in the last cell of one row'],
  'unknown-placeholder': ['Chưa biết chỗ này điền gì', 'Nobody has said what this place is'],
  'too-many-rows': ['Bảng có quá nhiều dòng', 'The tables have too many rows'],
};

/** One fault as a person reads it: what to do, then the part of the file, what was expected there and what stands there. */
export function faultWords({ code, part, expected, got }: WordFault): Text {
  const [vi, en] = WORDS[code];
  const told = (where: string, wanted: string, found: string): string =>
    [...(part === '' ? [] : [`${where} ${part}`]), ...(expected === '' ? [] : [`${wanted} ${expected}`]), ...(got === '' ? [] : [`${found} ${got}`])].join('; ');
  const said = (words: string, more: string): string => (more === '' ? `${words}.` : `${words} (${more}).`);
  return { vi: said(vi, told('phần', 'cần', 'gặp')), en: said(en, told('part', 'expected', 'got')) };
}
