import type { MapLanguage } from './spec';

/** Words of the map's own controls; what is on the map is named by the widget. */
export const MAP_MESSAGES = {
  vi: {
    zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', whole: 'Xem toàn bộ',
    wheel: 'Giữ Ctrl và cuộn, hoặc dùng phím + và −',
    layers: 'Lớp bản đồ', base: 'Bản đồ nền', noBase: 'Không dùng nền', baseTrouble: 'Chưa tải được bản đồ nền',
    pictures: 'Lớp chuyên đề', loading: 'đang tải', failed: 'chưa tải được', pictureTrouble: 'Chưa tải được lớp: {names}',
    missing: 'chưa có số liệu', approximate: 'sơ đồ gần đúng',
    range: 'từ {from} đến dưới {to}', lastRange: 'từ {from} đến {to}', only: '{from}',
    cluster: '{count} điểm', clusterHint: 'Bấm để phóng to', open: 'Xem đơn vị này', clickHint: 'Bấm để xem đơn vị này',
    legend: 'Chú giải', metre: 'm', kilometre: 'km',
    missingNamed: 'chưa có số liệu ({count}): {names}', shapelessNamed: 'Chưa có ranh giới để vẽ ({count}): {names}', andOthers: '{names} và {count} đơn vị khác', chosen: 'đường viền đậm: {name}',
    sovereignty: 'Không vẽ bản đồ cả nước khi thiếu quần đảo {names}.',
  },
  en: {
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', whole: 'Show everything',
    wheel: 'Hold Ctrl and scroll, or use the + and − keys',
    layers: 'Map layers', base: 'Base map', noBase: 'No base map', baseTrouble: 'The base map could not be loaded',
    pictures: 'Thematic layers', loading: 'loading', failed: 'not loaded', pictureTrouble: 'Could not load: {names}',
    missing: 'no figure', approximate: 'approximate sketch',
    range: '{from} to under {to}', lastRange: '{from} to {to}', only: '{from}',
    cluster: '{count} points', clusterHint: 'Click to zoom in', open: 'Open this unit', clickHint: 'Click to open this unit',
    legend: 'Legend', metre: 'm', kilometre: 'km',
    missingNamed: 'no figure ({count}): {names}', shapelessNamed: 'No boundary to draw ({count}): {names}', andOthers: '{names} and {count} more units', chosen: 'bold outline: {name}',
    sovereignty: 'A map of the country is not drawn without {names}.',
  },
} as const satisfies Readonly<Record<MapLanguage, Readonly<Record<string, string>>>>;

export type MapMessage = keyof (typeof MAP_MESSAGES)['vi'];

/** Text of a control, places filled. */
export const say = (language: MapLanguage, key: MapMessage, params: Readonly<Record<string, string>> = {}): string =>
  MAP_MESSAGES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
