import { resolve } from 'node:path';
import { readStoreSettings } from '../read-gateway-settings';
import type { GatewaySettings } from '../gateway-settings';
import type { CommandIo } from './command';

/** The store the environment names, or null where it names it wrongly; the faults were told then. */
export function storeOf(io: CommandIo): Pick<GatewaySettings, 'dataDir' | 'databaseUrl'> | null {
  const settings = readStoreSettings(io.env);
  if (settings.ok) return settings.value;
  for (const fault of settings.error) io.complain(`✗ ${fault}`);
  return null;
}

/** A path as the operator meant it: npm runs its scripts elsewhere than it was called. */
export const pathOf = (io: CommandIo, path: string): string => resolve(io.env['INIT_CWD'] ?? process.cwd(), path);

/** Tells how a command is called; the exit code of a call that was wrong. */
export function wrongCall(io: CommandIo, form: string): number {
  io.complain(`Cách gọi / Usage: npm run portal -- ${form}`);
  return 2;
}
