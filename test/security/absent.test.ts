import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../server/build/build';

/** Everything of the product that runs: not its tests, not the mock province. */
const files = ['server', 'src', 'widgets'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|mjs|vue)$/.test(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name) && !/\/(testing|_template)(\/|$)/.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name)));
const texts = files.map((file) => [file.slice(ROOT.length), readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')] as const);
const holding = (pattern: RegExp): string[] => texts.filter(([, text]) => pattern.test(text)).map(([file]) => file).sort();

/** What the product does without, and the few places that may have it. */
const ABSENT: readonly (readonly [what: string, pattern: RegExp, except: readonly string[]])[] = [
  ['no program is started but the bundler', /child_process|process\.binding/, ['server/build/build.ts']],
  ['nothing is evaluated but the constant word that calls the collector', /\beval\(|\bnew Function\(|node:vm/, ['server/store/embedded/engine-worker.ts']],
  ['no XML is parsed', /DOMParser|XMLHttpRequest|xml2js|fast-xml-parser|libxml/, []],
  ['no HTML is written', /document\.write|insertAdjacentHTML|createContextualFragment|\.srcdoc|\bv-html\b|\.outerHTML\s*=/, []],
  ['no message of another window is listened to', /window\.addEventListener\('message'|window\.onmessage|window\.opener|parent\.postMessage/, []],
  ['no script is put into the page', /createElement\('script'\)|importScripts/, []],
  ['no cookie is read or written by the page', /document\.cookie/, []],
  ['no expression is built from what somebody sent', /\bRegExp\(/, ['server/map-layers/map-layer-routes.ts', 'src/federation/connectors/json-stat/time-codes.ts']],
  // Integrity of a script is SHA-384 by its own specification; what is pushed in or delivered out is signed by HMAC over SHA-256.
  ['no hash but SHA-256', /createHash\('(?!sha256')|createHmac|\bmd5\b|'sha1'/i, ['server/extensions/extension-shelf.ts', 'server/inbox/signature.ts', 'server/reports/delivery/send-to-webhook.ts']],
  ['no cipher of our own', /createCipher|createDecipher|subtle\.(?:encrypt|decrypt)/, []],
  ['no TLS check is switched off', /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED/, []],
  ['no statement is put together from texts', /sql\.raw\(|\.executeQuery\(\s*`/, ['server/store/embedded/open-embedded.ts', 'server/store/migrations/0001-first.ts', 'server/store/migrations/0002-federation.ts', 'server/store/migrations/0003-wall.ts', 'server/store/migrations/0004-annotations.ts', 'server/store/migrations/0005-reports.ts', 'server/store/migrations/0006-report-delivery.ts', 'server/warehouse/load.ts']],
  // Files of figures, read by our own limits in a thread of their own.
  // Figures and Word forms go to the gateway, which holds them for a stranger's; a dashboard's file is read in the page and goes nowhere by itself.
  ['no file is taken but in three places', /type="file"/, ['src/dashboards/exchange/ExchangeDialog.vue', 'src/reports/builder/word/WordFormPane.vue', 'src/shell/uploads/UploadsPage.vue']],
  // Files come as the bytes of a request alone; a webhook that a province configured may be sent parts.
  ['no request in parts is read', /multipart/, ['server/demo-destinations.ts', 'server/reports/delivery/destination-schema.ts', 'server/reports/delivery/destination.ts', 'server/reports/delivery/read-destinations.ts', 'server/reports/delivery/send-to-webhook.ts']],
];

describe('what the product does without', () => {
  it('is looked for in all of it', () => expect(files.length).toBeGreaterThan(300));
  it.each(ABSENT)('%s', (_what, pattern, except) => {
    expect(holding(pattern).filter((file) => !except.includes(file))).toEqual([]);
  });
  it('chance that guards something comes from the system', () => {
    // Pauses and spreading alone are drawn elsewhere.
    expect(holding(/Math\.random/).filter((file) => file.startsWith('server/'))).toEqual(['server/authoring/office.ts', 'server/events/hub.ts', 'server/map-layers/create-map-layers.ts', 'server/map-layers/media-routes.ts', 'server/store/postgres/channels.ts', 'server/store/postgres/open-postgres.ts', 'server/store/transact.ts']);
  });
});
