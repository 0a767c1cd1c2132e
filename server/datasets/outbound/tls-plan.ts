import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import * as z from 'zod';

/** How one source is known, and how we make ourselves known to it, where that is more than its name. PEM texts. */
export interface TlsPlan {
  readonly cert?: string;
  readonly key?: string;
  /** Takes the place of the authorities this machine trusts: nobody else can vouch for the source. */
  readonly ca?: string;
  /** The name its certificate carries, where that is not the host of the address. */
  readonly servername?: string;
}

const path = z.string().min(1).max(1_024);
export const tlsEntry = z.strictObject({
  certFile: path.optional(), certEnv: path.optional(),
  keyFile: path.optional(), keyEnv: path.optional(),
  caFile: path.optional(), caEnv: path.optional(),
  servername: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/).optional(),
});
export type TlsEntry = z.infer<typeof tlsEntry>;

type Tell = (vi: string, en: string) => void;
/** PEM text; null where it was told what is wrong; undefined where none is named. */
type Pem = string | null | undefined;

/**
 * Reads the certificates an entry names, from files (beside `sourcesFile` unless absolute) or environment variables, and tries them
 * once, so that a wrong one is found at the start and not at the first question. Null after telling what is wrong.
 */
export function tlsPlanOf(given: TlsEntry, sourcesFile: string, env: NodeJS.ProcessEnv, tell: Tell): TlsPlan | null {
  const pem = (what: 'cert' | 'key' | 'ca'): Pem => pemOf(what, given[`${what}File`], given[`${what}Env`], sourcesFile, env, tell);
  const [cert, key, ca] = [pem('cert'), pem('key'), pem('ca')];
  if (cert === null || key === null || ca === null) return null;
  if ((cert === undefined) !== (key === undefined)) {
    tell('tls: chứng thư của ta phải đi cùng khóa riêng (cert… và key…)', 'tls: our certificate and its private key belong together (cert… and key…)');
    return null;
  }
  const plan: TlsPlan = { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }), ...(ca === undefined ? {} : { ca }), ...(given.servername === undefined ? {} : { servername: given.servername }) };
  return usable(plan, tell) ? plan : null;
}

function pemOf(what: string, file: string | undefined, name: string | undefined, sourcesFile: string, env: NodeJS.ProcessEnv, tell: Tell): Pem {
  if (file === undefined && name === undefined) return undefined;
  if (file !== undefined && name !== undefined) {
    tell(`tls: chỉ khai một trong ${what}File và ${what}Env`, `tls: one of ${what}File and ${what}Env, not both`);
    return null;
  }
  const text = file === undefined ? env[name ?? ''] ?? '' : textOf(resolve(dirname(sourcesFile), file));
  if (text?.includes('-----BEGIN ')) return text;
  const place = file === undefined ? `${what}Env` : `${what}File`;
  tell(`tls: ${place} không đọc được hoặc không phải PEM`, `tls: ${place} cannot be read or is not PEM`);
  return null;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Told by whoever asked, without the path.
    return null;
  }
}

function usable({ cert, key, ca }: TlsPlan, tell: Tell): boolean {
  try {
    createSecureContext({ cert, key, ca, minVersion: 'TLSv1.2' });
    return true;
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : 'PEM';
    tell(`tls: chứng thư hoặc khóa không dùng được (${code})`, `tls: the certificate or the key cannot be used (${code})`);
    return false;
  }
}
