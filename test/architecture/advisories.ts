/**
 * Floor list: versions below, or equal to, these must not be locked. One line per advisory; new ones are added by hand,
 * because no advisory service can be asked where this is built.
 */
export const FLOORS: readonly { readonly name: string; readonly atLeast?: string; readonly never?: readonly string[]; readonly why: string }[] = [
  { name: 'echarts', atLeast: '6.1.0', why: 'CVE-2026-45249: HTML in the tooltip of `lines`' },
  { name: 'axios', atLeast: '1.15.2', never: ['1.14.1', '0.30.4'], why: 'trojan releases of 2026-03-31; prototype pollution before 1.15.2' },
  { name: 'dompurify', atLeast: '3.4.0', why: 'kept current if it ever arrives' },
  { name: 'undici', atLeast: '7.0.0', why: 'older lines are not maintained' },
];

/** Not in the tree at all, at any version. */
export const BANNED: readonly { readonly name: string; readonly why: string }[] = [
  { name: 'xlsx', why: 'npm copy is stuck at 0.18.5 with a known prototype pollution' },
  { name: 'lodash', why: 'prototype pollution history; nothing here needs it' },
  { name: 'primevue', why: 'not free software from version 5' },
  { name: 'jsonpath-plus', why: 'evaluates code; remote code execution history' },
  { name: 'exceljs', why: 'unmaintained, does not install cleanly' },
  { name: 'plain-crypto-js', why: 'payload of the axios trojan' },
  { name: 'leaflet.markercluster', why: '20× slower than supercluster, one layer object a point' },
];

/** Licences that may be in the tree: permissive, or weak copyleft used unmodified by a build tool or as a font. */
export const LICENCES = new Set([
  'MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0',
  'OFL-1.1', 'MPL-2.0', 'CC-BY-4.0', '(MIT OR CC0-1.0)', '(MIT OR GPL-3.0-or-later)', '(MIT AND Zlib)', 'MIT AND ISC',
]);
