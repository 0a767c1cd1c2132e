/**
 * The import law of the house, as data: read by the lint configuration (at once, in the editor) and by the architecture
 * tests (whole graph, relative paths and type imports included). docs/architecture.md draws the same arrows.
 */

/**
 * What each room may import besides itself. A room that is not named here may be imported by nobody and fails the tests.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const ROOMS = {
  domain: [],
  format: ['domain'],
  config: ['domain'],
  federation: ['domain'],
  cache: ['domain'],
  access: ['domain', 'config'],
  query: ['domain', 'config', 'federation', 'format', 'cache'],
  i18n: ['domain', 'format'],
  ui: ['domain', 'format', 'i18n'],
  charts: ['domain', 'format', 'i18n', 'ui'],
  map: ['domain', 'format', 'i18n', 'ui'],
  'widget-kit': ['domain', 'config', 'format', 'query', 'ui', 'i18n'],
  widgets: ['domain', 'config', 'format', 'ui', 'charts', 'map', 'widget-kit'],
  dashboards: ['domain', 'config', 'format', 'query', 'ui', 'i18n', 'widget-kit', 'state'],
  state: ['domain', 'config', 'federation', 'cache'],
  events: ['domain', 'config', 'federation'],
  catalogue: ['domain', 'config', 'format', 'query', 'ui', 'i18n', 'charts', 'map', 'widget-kit'],
  security: [],
  offline: ['domain'],
  annotations: ['domain', 'config', 'format', 'federation', 'ui', 'i18n', 'widget-kit'],
  ask: ['domain', 'config', 'format', 'ui', 'i18n', 'widget-kit'],
  wall: ['domain', 'config', 'format', 'query', 'ui', 'i18n', 'widget-kit', 'dashboards', 'state'],
  reports: ['domain', 'config', 'format', 'federation', 'query', 'ui', 'i18n', 'charts', 'map', 'widget-kit', 'state', 'dashboards'],
  shell: ['annotations', 'ask', 'wall', 'reports', 'domain', 'config', 'format', 'federation', 'cache', 'query', 'ui', 'i18n', 'charts', 'map', 'widget-kit', 'widgets', 'dashboards', 'catalogue', 'access', 'state', 'events', 'security', 'offline'],
};

/**
 * The same of the folders of the server. What is not in this list (`gateway.ts`, the start files, `commands`) joins them and may see all;
 * nothing sees those but themselves. Contracts are the files between concerns: {@link SERVER_CONTRACTS}.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const SERVER_ROOMS = {
  store: [],
  http: ['store'],
  packs: [],
  static: [],
  forward: [],
  build: ['static', 'packs'],
  access: ['http', 'store'],
  audit: ['http', 'store'],
  session: ['http', 'store'],
  screens: ['http', 'store', 'session'],
  wall: ['http', 'store', 'screens', 'state'],
  annotations: ['http', 'store'],
  reports: ['http', 'store', 'datasets', 'state'],
  datasets: ['http', 'store'],
  events: ['http', 'store'],
  state: ['http', 'store'],
  uploads: ['http', 'store'],
  inbox: ['http', 'store'],
  warehouse: ['store', 'datasets'],
  operate: ['http', 'store', 'packs'],
  registry: ['http', 'store'],
  extensions: ['http', 'store', 'datasets'],
  'map-layers': ['http', 'packs'],
  authoring: ['http', 'store', 'state'],
};

/** What every folder of the server may see: how concerns speak to each other. */
export const SERVER_CONTRACTS = ['server/core.ts', 'server/gateway-settings.ts', 'server/settings.ts', 'server/problem.ts', 'server/pack.ts', 'server/audit/trail.ts', 'server/events/event-log.ts', 'server/events/dataset-loaded.ts', 'server/datasets/source-watch.ts'];

/**
 * Single modules that other rooms may import although the room itself is closed to them: types that travel with a value.
 * @type {readonly { readonly from: string, readonly module: string, readonly why: string }[]}
 */
export const EXCEPTIONS = [
  { from: 'reports', module: 'cache/record', why: 'a report freezes answers in the form in which they are kept' },
  { from: 'state', module: 'reports/template/schema', why: 'a template that people keep is read as reports read it' },
  { from: 'state', module: 'reports/template/template', why: 'its type' },
  { from: 'widget-kit', module: 'federation/source-error', why: 'a snapshot carries its cause, and the host says it in words' },
];

/**
 * Libraries and the only rooms that may import them: changing one must not reach further than its room.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const LIBRARY_HOMES = {
  axios: ['federation'],
  jsonata: ['federation'],
  saxes: ['federation'],
  'topojson-client': ['federation'],
  pmtiles: ['map'],
  'protomaps-leaflet': ['map'],
  dexie: ['cache'],
  echarts: ['charts'],
  zrender: ['charts'],
  leaflet: ['map'],
  supercluster: ['map'],
  pinia: ['shell'],
  'vue-router': ['shell'],
  vue: ['query', 'state', 'i18n', 'ui', 'charts', 'map', 'widget-kit', 'widgets', 'dashboards', 'catalogue', 'annotations', 'ask', 'wall', 'reports', 'shell'],
  docx: ['reports'],
  pptxgenjs: ['reports'],
  'easy-template-x': ['reports'],
  croner: ['reports'],
  fflate: ['reports', 'federation'],
};
