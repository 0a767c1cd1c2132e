/** Documented (PxWeb API v1): a folder. Habits of real offices: indented labels, a date of the end of days. */
export const folderPayload = [
  { id: 'Dân số và lao động', type: 'l', text: 'Dân số và lao động' },
  { id: 'V02.01.px', type: 't', text: '  Dân số trung bình phân theo giới tính', updated: '9999-12-31T23:59:59' },
  { id: 'V02.02.px', type: 't', text: 'Mật độ dân số', updated: '2026-05-12T09:41:00' },
];

/** Documented (PxWeb API v2): `/tables`. */
export const tablesPayload = {
  language: 'vi',
  tables: [{ type: 'Table', id: 'TAB638', label: 'Dân số', description: '', updated: '2026-02-21T07:00:00Z', firstPeriod: '2000', lastPeriod: '2025', category: 'public', variableNames: ['vùng', 'năm'], links: [] }],
  page: { pageNumber: 1, pageSize: 20, totalElements: 45, totalPages: 3, links: [] },
};

/** Documented (PxWeb API v2): `/navigation/{folder}`. */
export const navigationPayload = {
  language: 'vi', id: 'root', label: null,
  folderContents: [
    { type: 'FolderInformation', id: 'BE', label: 'Dân số', description: '', tags: [] }, { type: 'Heading', id: 'h1', label: 'Theo năm' },
    { type: 'Table', id: 'TAB638', label: 'Dân số', updated: '2026-02-21T07:00:00Z' },
  ],
};

/** Documented (PxWeb API v1): what a GET of a table gives. */
export const metaPayload = {
  title: 'Dân số trung bình phân theo giới tính và theo thành thị, nông thôn (Nghìn người)',
  variables: [
    { code: 'Giới tính', text: 'Giới tính', values: ['0', '1', '2'], valueTexts: ['Tổng số', '  Nam', '  Nữ'] },
    { code: 'Thành thị, nông thôn', text: 'Thành thị, nông thôn', values: ['0', '1', '2'], valueTexts: ['Tổng số', '  Thành thị', '  Nông thôn'], elimination: true },
    { code: 'Năm', text: 'Năm', values: ['2023', '2024', '2025'], valueTexts: ['2023', '2024', 'Sơ bộ 2025'], time: true },
  ],
};
