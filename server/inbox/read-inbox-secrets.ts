import { readFileSync } from 'node:fs';
import type { Source } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import { isWeakSecret, SECRET_LENGTH } from '../http/secrets';

const LONGEST_FILE = 8_192;

/** Name of the variable that holds the secret of a source that pushes: `INBOX_SENSOR_HUB_SECRET`; `…_FILE` names a file instead. */
export const secretName = (source: string): string => `INBOX_${source.toUpperCase().replaceAll('-', '_')}_SECRET`;

/**
 * Secrets of the sources that push. One without a secret takes nothing; a weak one is a fault. Every fault is reported at once, in both
 * languages, and never a secret.
 */
export function readInboxSecrets(sources: Iterable<Source>, env: NodeJS.ProcessEnv): Result<ReadonlyMap<string, string>, string[]> {
  const secrets = new Map<string, string>();
  const faults: string[] = [];
  for (const { id, settings } of sources) {
    if (settings['held'] !== 'inbox') continue;
    const name = secretName(id);
    const secret = env[name] || fileOf(env[`${name}_FILE`]);
    if (secret === undefined) continue;
    if (secret === null) faults.push(`${name}_FILE: không đọc được tệp.\n${name}_FILE: the file cannot be read.`);
    else if (isWeakSecret(secret, [id])) faults.push(`${name}: khoá quá yếu, là giá trị mẫu, hoặc ngắn hơn ${SECRET_LENGTH} ký tự. Tạo khoá mới: openssl rand -base64 32\n${name}: the secret is weak, an example value, or shorter than ${SECRET_LENGTH} characters. Make a new one: openssl rand -base64 32`);
    else secrets.set(id, secret);
  }
  return faults.length > 0 ? err(faults) : ok(secrets);
}

/** Undefined where no file is named, null where it cannot be read. */
function fileOf(name: string | undefined): string | null | undefined {
  if (!name) return undefined;
  try {
    return readFileSync(name, 'utf8').slice(0, LONGEST_FILE).trim() || null;
  } catch {
    return null;
  }
}
