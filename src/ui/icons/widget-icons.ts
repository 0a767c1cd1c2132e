/** Strokes of each icon in a square of 24, as path data; drawn for this portal. */
export const WIDGET_ICONS: Readonly<Record<string, string>> = {
  camera: 'M3 7h4l2-3h6l2 3h4v12H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7',
  chart: 'M4 4v16h16M8 17v-5M12 17V8M16 17v-3M20 17V6',
  coins: 'M12 5c0 1.7-2 3-4.5 3S3 6.7 3 5s2-3 4.5-3S12 3.3 12 5zM3 5v6c0 1.7 2 3 4.5 3M3 8c0 1.7 2 3 4.5 3S12 9.7 12 8V5M21 13c0 1.7-2 3-4.5 3S12 14.7 12 13s2-3 4.5-3 4.5 1.3 4.5 3zM12 13v6c0 1.7 2 3 4.5 3s4.5-1.3 4.5-3v-6M12 16c0 1.7 2 3 4.5 3s4.5-1.3 4.5-3',
  database: 'M20 6c0 1.7-3.6 3-8 3S4 7.7 4 6s3.6-3 8-3 8 1.3 8 3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  dossiers: 'M3 6h6l2 2h10v11H3zM3 11h18M8 15h5',
  gauge: 'M4 18a9 9 0 1 1 16 0M12 14l4-5M11 14a1 1 0 1 0 2 0 1 1 0 0 0-2 0',
  index: 'M12 3l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1L12 16.9l-5.4 2.9 1.1-6.1L3.2 9.4l6.1-.8z',
  layers: 'M12 3l9 5-9 5-9-5zM3 12l9 5 9-5M3 16l9 5 9-5',
  list: 'M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M11 6h9M11 12h9M11 18h9',
  map: 'M9 4L3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14',
  message: 'M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5',
  pulse: 'M3 12h4l2-6 4 12 3-8 1.5 2H21',
  puzzle: 'M4 8h5V6.5a2 2 0 1 1 4 0V8h5v4h1.5a2 2 0 1 1 0 4H18v4H4z',
  rows: 'M4 5h16v14H4zM4 9.7h16M4 14.3h16',
  server: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01M13 7h4M13 17h4',
  share: 'M9 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM21 6a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM21 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM8.6 10.6l6.8-3.2M8.6 13.4l6.8 3.2',
  shield: 'M12 3l8 3v5c0 5-3.3 8.5-8 10-4.7-1.5-8-5-8-10V6zM8.5 12l2.5 2.5 4.5-5',
  table: 'M4 5h16v14H4zM4 10h16M10 5v14M15 10v9',
  text: 'M5 5h14v3M5 5v3M12 5v14M9 19h6',
  trend: 'M4 4v16h16M7 15l4-4 3 3 6-7M16 7h4v4',
};
/** Of a widget that names an icon nobody has drawn. */
export const PLAIN_ICON = 'M4 4h16v16H4z';
