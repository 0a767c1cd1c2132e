import type { StandingName } from './support/people';

/** Columns of the table, in the order of its cells. */
export const COLUMNS = [
  'provincial-leader', 'department-head', 'commune-chair', 'staff', 'ioc-operator', 'unit-administrator', 'province-administrator', 'no-role',
  'screen', 'unit-screen', 'public-screen', 'suspended', 'expired', 'revoked-screen', 'anonymous',
] as const satisfies readonly StandingName[];

export type Which = 'own' | 'other' | 'missing';

/** What each column is answered: a cell each, spaces do not count. `also`: cells of this row beyond {@link CELLS}; `done`: status of `+`. */
export interface Row {
  readonly own: string;
  readonly other?: string;
  readonly missing?: string;
  readonly done?: number;
  readonly also?: Readonly<Record<string, readonly [status: number, code: string | null]>>;
}

export const CELLS: Readonly<Record<string, readonly [status: number, code: string | null]>> = {
  '-': [403, 'not-allowed'], '?': [404, 'not-found'], '!': [401, 'sign-in-needed'],
};

//                        LHCSIUP N Wwp XERA
const ALL /*        */ = '+++++++ + +++ ++++';
const NONE /*       */ = '??????? ? ??? ????';
const PEOPLE /*     */ = '+++++++ + --- !!!!';
const PEOPLE_NONE /**/ = '??????? ? --- !!!!';
const LOADERS /*    */ = '-+++-++ - --- !!!!';
const LOADERS_NONE   = '-???-?? - --- !!!!';
const AUDITOR /*    */ = '------+ - --- !!!!';
const AUTHOR = AUDITOR;
const REPORT: Row = {
  own: /*    */ '+++++++ ? --- !!!!',
  other: /*  */ '+???+?+ ? --- !!!!',
  missing: PEOPLE_NONE,
};
const REPORT_WRITTEN: Row = {
  own: /*    */ '+++++-+ - --- !!!!',
  other: /*  */ '+???+-+ - --- !!!!',
  missing: /**/ '?????-? - --- !!!!',
};
const REPORT_FILE: Row & { readonly missing: string } = {
  own: /*    */ '+++++-- - --- !!!!',
  other: /*  */ '+???+-- - --- !!!!',
  missing: /**/ '?????-- - --- !!!!',
};
const REPORT_JOB: Row = { ...REPORT_FILE, other: '?????-- - --- !!!!' };
const SCHEDULE_HELD: Row = {
  own: /*    */ '-----++ ? --- !!!!',
  other: /*  */ '-???-?+ ? --- !!!!',
  missing: PEOPLE_NONE,
};
const AUTHOR_NONE /**/ = '------? - --- !!!!';

const fallbacks = Object.fromEntries(
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].flatMap((method) => ['/api', '/api/*', '/auth', '/auth/*'].map((path): [string, Row] => [`${method} ${path}`, { own: NONE }])),
);

/**
 * Who gets in where, written by hand from what the roles are for; never made from `access.json` or from the rules of the routes. A row a
 * route, `#` names a further one of the same. `own`: a thing of the reader's own unit (of the department, for who has the whole
 * province); `other`: of a unit beside it; `missing`: of none. Where only `own` stands, the route is about nothing in particular.
 * `HEAD` is answered as `GET`.
 */
export const TABLE: Readonly<Record<string, Row>> = {
  ...fallbacks,
  'GET /*': { own: ALL, missing: NONE, also: { '?': [404, null] } },
  'GET /healthz': { own: ALL },
  'GET /readyz': { own: ALL },
  // `own` is this machine, `other` another.
  'GET /metrics': { own: ALL, other: NONE },
  'GET /api/openapi.json': { own: ALL },
  'POST /api/reports/csp': { own: ALL, done: 204 },

  //                                         LHCSIUP N Wwp XERA
  'GET /api/session': { own: ALL },
  'GET /auth/login': { own: ALL, done: 302 },
  'GET /auth/callback': { own: ALL, done: 302 },
  // Here without a sign-on; a token that is not its own is refused in server/session/backchannel-logout.test.ts.
  'POST /auth/backchannel-logout': { own: 'uuuuuuu u uuu uuuu', also: { u: [503, 'sign-in-unavailable'] } },
  'POST /auth/logout': { own: PEOPLE },
  'GET /api/sessions': { own: PEOPLE },
  'DELETE /api/sessions/:id': { own: PEOPLE, other: PEOPLE_NONE, missing: PEOPLE_NONE, done: 204 },
  // `other`: a dataset without people in it.
  'POST /api/purposes': {
    own: /*    */ '++++--- - --- !!!!',
    other: /*  */ '------- - --- !!!!',
    missing: /**/ '????--- - --- !!!!',
  },
  // `other`: stated in another session of the same person.
  'DELETE /api/purposes/:dataset': { own: PEOPLE, other: PEOPLE_NONE, missing: PEOPLE_NONE },

  // Remarks: written and answered by who may annotate there; of another unit they do not exist, but for who has the whole province.
  'GET /api/annotations': { own: PEOPLE },
  'POST /api/annotations': {
    own: /*    */ '+++++++ - --- !!!!',
    other: /*  */ '+???+?+ - --- !!!!',
    missing: /**/ '??????? - --- !!!!',
  },
  'POST /api/annotations/:id/replies': {
    own: /*    */ '+++++++ - --- !!!!',
    other: /*  */ '+???+?+ - --- !!!!',
    missing: /**/ '??????? - --- !!!!',
  },
  'PATCH /api/annotations/:id': {
    own: /*    */ '+++++++ - --- !!!!',
    other: /*  */ '+???+?+ - --- !!!!',
    missing: /**/ '??????? - --- !!!!',
  },
  // The words of somebody else.
  'PATCH /api/annotations/:id#words': { own: '------- - --- !!!!', other: '-???-?- - --- !!!!' },
  // `own`: one's own remark.
  'DELETE /api/annotations/:id': {
    own: /*    */ '+++++++ - --- !!!!',
    other: /*  */ '-???-?- - --- !!!!',
    missing: /**/ '??????? - --- !!!!',
  },

  'GET /api/people': {
    own: /*    */ '-++--++ - --- !!!!',
    other: /*  */ '------+ - --- !!!!',
    missing: /**/ '------+ - --- !!!!',
  },
  'POST /api/people/:id/grants': {
    own: /*    */ '-----++ - --- !!!!',
    other: /*  */ '-----?+ - --- !!!!',
    missing: /**/ '-----?? - --- !!!!',
  },
  // A role that does or sees more than its giver, and one for the whole province.
  'POST /api/people/:id/grants#more': { own: AUDITOR, other: '-----?+ - --- !!!!' },
  'POST /api/people/:id/grants#province': { own: AUDITOR, other: '-----?+ - --- !!!!' },
  'POST /api/people/:id/grants#self': { own: '-----oo - --- !!!!', also: { o: [403, 'own-grants'] } },
  'DELETE /api/people/:id/grants/:grant': {
    own: /*    */ '-----++ - --- !!!!',
    other: /*  */ '-----?+ - --- !!!!',
    missing: /**/ '-----?? - --- !!!!',
  },
  'PUT /api/people/:id/status': {
    own: /*    */ '-----++ - --- !!!!',
    other: /*  */ '-----?+ - --- !!!!',
    missing: /**/ '-----?? - --- !!!!',
  },
  'PUT /api/people/:id/status#self': { own: '-----oo - --- !!!!', also: { o: [403, 'own-grants'] } },
  'DELETE /api/people/:id/sessions': {
    own: /*    */ '-----++ - --- !!!!',
    other: /*  */ '-----?+ - --- !!!!',
    missing: /**/ '-----?? - --- !!!!',
  },

  //                                         LHCSIUP N Wwp XERA
  'POST /api/pairings': { own: '------- - --- ++++' },
  'GET /api/pairings/mine': { own: ALL },
  'POST /api/screen/standing': { own: '------- - +++ !!!!' },
  // `other`: a code that has been used.
  'GET /api/pairings/:code': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----??? - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'POST /api/pairings/:code/confirm': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+-+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'GET /api/screens': { own: '----+++ - --- !!!!' },
  'PATCH /api/screens/:id': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'DELETE /api/screens/:id': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'POST /api/screens/:id/commands': {
    own: /*    */ '----+-+ - --- !!!!',
    other: /*  */ '----+-+ - --- !!!!',
    missing: /**/ '----?-? - --- !!!!',
  },

  // `other` of a command: a screen of another unit; of a plan: one for another unit.
  'GET /api/screen/program': { own: '------- - +++ !!!!' },
  'GET /api/walls': { own: '----+-+ - --- !!!!' },
  'POST /api/wall/commands': {
    own: /*    */ '----+-+ - --- !!!!',
    other: /*  */ '----+-+ - --- !!!!',
    missing: /**/ '----?-? - --- !!!!',
  },
  'POST /api/walls': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+-+ - --- !!!!',
    missing: /**/ '------- - --- !!!!',
  },
  // A wall of one's own unit with a screen of another.
  'POST /api/walls#screen': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'PUT /api/walls/:id': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'DELETE /api/walls/:id': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },
  'PUT /api/screens/:id/zones': {
    own: /*    */ '----+++ - --- !!!!',
    other: /*  */ '----+?+ - --- !!!!',
    missing: /**/ '----??? - --- !!!!',
  },

  'GET /api/datasets': { own: ALL },
  'POST /api/datasets/ask': { own: ALL },
  'GET /api/configuration': { own: ALL },
  // The pack of the bench allows none; who asks makes no difference.
  'GET /extensions/:id/:file': { own: NONE },
  // Dossiers of the unit that is asked about; every dataset is walked in rights-content.test.ts.
  'GET /api/datasets/:id': {
    own: /*    */ '++++?++ ? ++? ????',
    other: /*  */ '+---?-+ ? +-? ????',
    missing: NONE,
  },

  // `own`: a public layer, of which there is nothing outside its bounds; `other`: an internal one, of the whole province.
  'GET /api/map-layers/:id/tiles/:z/:x/:y': {
    own: ALL,
    other: /*  */ '+?????+ ? +?? ????',
    missing: NONE,
    done: 204,
  },
  // Of a camera nobody lists; who sees which class is in server/map-layers/media-routes.test.ts.
  'GET /api/media/:id/picture': { own: NONE },
  'GET /api/map-layers/:id/standing': {
    own: /*    */ '----+-+ - --- !!!!',
    missing: /**/ '----?-? - --- !!!!',
  },

  //                                         LHCSIUP N Wwp XERA
  'GET /api/documents/:kind': { own: ALL },
  'GET /api/documents/:kind/:id': {
    own: /*    */ '+++++++ ? ??? ????',
    other: /*  */ '+???+?+ ? ??? ????',
    missing: NONE,
  },
  'GET /api/documents/:kind/:id#scene': {
    own: /*    */ '+++++++ ? +++ ????',
    other: /*  */ '+???+?+ ? +?+ ????',
    missing: NONE,
  },
  // `own`: one's own draft; `other`: somebody else's, of the same unit.
  'GET /api/documents/:kind/:id#draft': { own: '+++++++ + ??? ????', other: NONE },
  'GET /api/documents/:kind/:id#preferences': { own: '+++++++ + ??? ????', other: NONE },
  'GET /api/documents/:kind/:id/revisions': {
    own: /*    */ '+++++++ ? ??? ????',
    other: /*  */ '+???+?+ ? ??? ????',
    missing: NONE,
  },
  'GET /api/documents/:kind/:id/revisions/:revision': {
    own: /*    */ '+++++++ ? ??? ????',
    other: /*  */ '+???+?+ ? ??? ????',
    missing: NONE,
  },
  'PUT /api/documents/:kind/:id': {
    own: /*    */ '+++-+++ ? --- !!!!',
    other: /*  */ '+???+?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  'PUT /api/documents/:kind/:id#report-template': {
    own: /*    */ '-+++-++ ? --- !!!!',
    other: /*  */ '-???-?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  'PUT /api/documents/:kind/:id#scene': {
    own: /*    */ '+---+-+ ? --- !!!!',
    other: /*  */ '+???+?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  'PUT /api/documents/:kind/:id#draft': { own: PEOPLE, other: PEOPLE_NONE },
  'PUT /api/documents/:kind/:id#preferences': { own: PEOPLE, other: PEOPLE_NONE },
  // A new one, for the unit.
  'PUT /api/documents/:kind/:id#new': {
    own: /*    */ '+++-+++ - --- !!!!',
    other: /*  */ '+---+-+ - --- !!!!',
  },
  'DELETE /api/documents/:kind/:id': {
    own: /*    */ '+++-+++ ? --- !!!!',
    other: /*  */ '+???+?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  'DELETE /api/documents/:kind/:id#draft': { own: PEOPLE, other: PEOPLE_NONE },
  'POST /api/documents/:kind/:id/restore': {
    own: /*    */ '+++-+++ ? --- !!!!',
    other: /*  */ '+???+?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },

  //                                         LHCSIUP N Wwp XERA
  'GET /api/uploads/forms': { own: LOADERS },
  'GET /api/uploads': { own: LOADERS, missing: LOADERS_NONE },
  'GET /api/uploads/template': { own: LOADERS, missing: LOADERS_NONE },
  'GET /api/uploads/:id/file': { own: LOADERS, other: '-???-?+ - --- !!!!', missing: LOADERS_NONE },
  'POST /api/uploads/preview': { own: LOADERS, other: '-???-?+ - --- !!!!', missing: LOADERS_NONE },
  // `other`: a file that somebody else has had looked over.
  'POST /api/uploads': { own: LOADERS, other: '-ggg-gg - --- !!!!', also: { g: [409, 'preview-gone'] } },
  'POST /api/uploads/:id/withdraw': { own: LOADERS, other: '-???-?+ - --- !!!!', missing: LOADERS_NONE },
  // A system without its signature, whoever sits in front of it; `missing`: a source that pushes nothing.
  'POST /api/inbox/:source': { own: 'sssssss s sss ssss', missing: NONE, also: { s: [401, 'signature'] } },

  // `missing`: a source that cannot be looked through, or a path that leaves it.
  'GET /api/authoring/sources': { own: AUTHOR },
  'GET /api/authoring/sources/:id/browse': { own: AUTHOR, missing: AUTHOR_NONE },
  'GET /api/authoring/sources/:id/table': { own: AUTHOR, missing: AUTHOR_NONE },
  'POST /api/authoring/preview': { own: AUTHOR },
  'GET /api/authoring/datasets': { own: AUTHOR },
  'GET /api/authoring/datasets/:id': { own: AUTHOR, missing: AUTHOR_NONE },
  'GET /api/authoring/datasets/:id/revisions': { own: AUTHOR, missing: AUTHOR_NONE },
  'PUT /api/authoring/datasets/:id': { own: AUTHOR, missing: AUTHOR_NONE },
  'DELETE /api/authoring/datasets/:id': { own: AUTHOR, missing: AUTHOR_NONE },
  'POST /api/authoring/datasets/:id/restore': { own: AUTHOR, missing: AUTHOR_NONE },

  'GET /api/events': { own: ALL },
  'GET /api/audit': { own: AUDITOR },
  'GET /api/audit/verification': { own: AUDITOR },
  'GET /api/audit/export': { own: AUDITOR },
  'POST /api/operate/reload': { own: '----+-+ - --- !!!!' },
  'GET /api/operate/sources': { own: '----+-+ - --- !!!!' },
  'GET /api/datasets/:id/revisions': { own: '++++?++ ? ++? ????', missing: NONE },
  'GET /api/registry/sources': { own: '----+-+ - --- !!!!' },
  'GET /api/registry/sources/:id': { own: '----+-+ - --- !!!!', missing: '----?-? - --- !!!!' },
  'GET /api/registry/quarantine': { own: '----+-+ - --- !!!!' },
  'POST /api/registry/quarantine/:id/decision': { own: '----+-+ - --- !!!!', missing: '----?-? - --- !!!!' },

  //                                         LHCSIUP N Wwp XERA
  // Reports: of one's line of units; written by who may write, approved by who may approve. A report is asked for by a template that is not there.
  'GET /api/report-templates': { own: PEOPLE },
  'GET /api/report-templates/:id': { own: PEOPLE, missing: PEOPLE_NONE },
  'POST /api/reports': {
    own: /*    */ 'bbbbb-b - --- !!!!',
    other: /*  */ 'b---b-b - --- !!!!',
    also: { b: [400, 'bad-request'] },
  },
  'GET /api/reports': { own: PEOPLE },
  'GET /api/report-duties': { own: PEOPLE },
  'GET /api/report-duties/file': { own: '+++++-- - --- !!!!' },
  // A view is kept of a dashboard that is not there.
  'POST /api/kept-views': { own: 'bbbbbbb - --- !!!!', also: { b: [400, 'bad-request'] } },
  'GET /api/kept-views': { own: PEOPLE },
  'GET /api/kept-views/:id': REPORT,
  'DELETE /api/kept-views/:id': {
    own: /*    */ '-----++ - --- !!!!',
    other: /*  */ '-----?+ - --- !!!!',
    missing: /**/ '-----?? - --- !!!!',
    done: 204,
  },
  'GET /api/reports/:id': REPORT,
  'GET /api/reports/:id/checks': REPORT,
  'GET /api/reports/:id/changes': REPORT,
  'PATCH /api/reports/:id': REPORT_WRITTEN,
  'POST /api/reports/:id/refresh': REPORT_WRITTEN,
  'POST /api/reports/:id/correct': { ...REPORT_WRITTEN, done: 201 },
  'POST /api/reports/:id/deeds': {
    own: /*    */ '+++++-+ ? --- !!!!',
    other: /*  */ '+???+?+ ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  'POST /api/reports/:id/deeds#approve': {
    own: /*    */ '+++---- ? --- !!!!',
    other: /*  */ '+???-?- ? --- !!!!',
    missing: PEOPLE_NONE,
  },
  // A Word file that a unit brought as a form: by who writes reports for the unit; read by who shares it.
  'POST /api/word-forms': { own: '+++++-+ - --- !!!!', other: '+---+-+ - --- !!!!', done: 201 },
  'GET /api/word-forms/:hash': REPORT,
  'GET /api/reports/:id/files/:format': REPORT_FILE,
  'POST /api/report-jobs': { ...REPORT_FILE, done: 202 },
  // A picture of a tile about dossiers of the unit: for who may take figures out, and may ask for these.
  'POST /api/exports': {
    own: /*    */ '++++?-- - --- !!!!',
    other: /*  */ '+????-- - --- !!!!',
    missing: /**/ '?????-- - --- !!!!',
  },
  // `other`: somebody else's.
  'GET /api/report-jobs/:id': REPORT_JOB,
  'GET /api/report-jobs/:id/file': REPORT_JOB,
  'DELETE /api/report-jobs/:id': REPORT_JOB,
  // Sent by who may take a file. A report is sent to a destination that is not there.
  'GET /api/report-destinations': { own: PEOPLE },
  'GET /api/reports/:id/deliveries': REPORT_FILE,
  'POST /api/reports/:id/deliveries': {
    own: /*    */ 'bbbbb-- - --- !!!!',
    other: /*  */ 'b???b-- - --- !!!!',
    missing: REPORT_FILE.missing,
    also: { b: [400, 'bad-request'] },
  },
  'DELETE /api/report-deliveries/:id': REPORT_FILE,
  'POST /api/report-deliveries/:id/retry': REPORT_FILE,
  // Schedules: read by whoever shares the unit; one that is not one's own is stopped, fired and deleted by who administers the unit. A new one is of a template that is not there.
  'GET /api/report-schedules': { own: PEOPLE },
  'POST /api/report-schedules': {
    own: /*    */ 'bbbbb-b - --- !!!!',
    other: /*  */ 'b---b-b - --- !!!!',
    also: { b: [400, 'bad-request'] },
  },
  'GET /api/report-schedules/:id': REPORT,
  'GET /api/report-schedules/:id/firings': REPORT,
  'PUT /api/report-schedules/:id': SCHEDULE_HELD,
  'DELETE /api/report-schedules/:id': SCHEDULE_HELD,
  'DELETE /api/report-schedules/:id#owner': { own: '+++++++ ? --- !!!!' },
  'POST /api/report-schedules/:id/run': { ...SCHEDULE_HELD, done: 202 },
  'GET /api/report-reminders': { own: PEOPLE },
};
