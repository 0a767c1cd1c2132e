import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { firstAdministrator } from '../access/first-administrator';
import { createAuditTrail } from '../audit/create-audit-trail';
import { ROOT } from '../build/build';
import { createEventLog } from '../events/create-event-log';
import { checkPack } from '../packs/check-pack';
import { openStore } from '../store/open-store';
import type { Command, CommandIo } from './command';
import { storeOf, wrongCall } from './store-of';

const FORM = 'first-admin --subject <account> [--name <name>] [--issuer <https://sso.example.test> [--force]';
const SAID = {
  exists: 'Tỉnh đã có quản trị. Thêm --force nếu không ai còn vào được. / The province has an administrator. Add --force where none can get in any more.',
  'no-role': 'Gói cấu hình không có vai trò quản trị tỉnh. / The pack has no role of a province administrator.',
} as const;

/** Names the first administrator of the province: the account as the sign-on knows it (`sub`). Never over HTTP. */
export const firstAdminCommand: Command = {
  name: 'first-admin',
  usage: {
    form: '--subject <account> [--name <name>] [--issuer <https://sso.example.test> [--force]',
    vi: 'Cấp vai trò quản trị tỉnh cho một tài khoản của hệ thống đăng nhập một lần. Kho nhúng: chạy khi cổng đã dừng.',
    en: 'Makes an account of the sign-on the administrator of the province. Embedded store: while the gateway is stopped.',
  },
  run: async (args, io) => {
    const { subject, name, issuer = io.env['OIDC_ISSUER'], force } = optionsOf(args);
    if (!subject || !issuer) return wrongCall(io, FORM);
    const settings = storeOf(io);
    if (settings === null) return 1;
    const { province } = await checkPack(join(ROOT, 'public', 'provinces'), io.env['PROVINCE'] || 'nghe-an');
    if (province === null) return failed(io, 'Gói cấu hình của tỉnh không đọc được. / The province pack cannot be read.');
    const { log, clock } = io;
    const store = await openStore({ ...settings, log, clock });
    try {
      const ground = { store, log, clock, audit: createAuditTrail({ store, clock, log }), events: createEventLog({ store, log, clock }), province: { current: () => province } };
      const made = await firstAdministrator(ground, { issuer, subject, name: name ?? subject, force: force === true });
      if (!made.ok) return failed(io, SAID[made.error]);
      io.say('✓ Đã có quản trị tỉnh; hiệu lực từ lần đăng nhập tới. / The province has its administrator, from the next sign-in on.');
      return 0;
    } finally {
      await store.close();
    }
  },
};

function failed(io: CommandIo, why: string): number {
  io.complain(`✗ ${why}`);
  return 1;
}

function optionsOf(args: readonly string[]): { readonly subject?: string | undefined; readonly name?: string | undefined; readonly issuer?: string | undefined; readonly force?: boolean | undefined } {
  try {
    return parseArgs({ args: [...args], options: { subject: { type: 'string' }, name: { type: 'string' }, issuer: { type: 'string' }, force: { type: 'boolean' } } }).values;
  } catch {
    return {};
  }
}
