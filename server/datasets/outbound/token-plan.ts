import { isIP } from 'node:net';
import * as z from 'zod';
import { isWeakSecret, SECRET_LENGTH } from '../../http/secrets';
import { plainHost } from './guarded-agents';
import { mayConnect } from './special-addresses';
import { formed, packedClient, type TokenPlan } from './token-holder';

const word = z.string().min(1).max(1_024).regex(/^[\x20-\x7e]+$/);
export const tokenEntry = z.strictObject({
  kind: z.literal('client-credentials'),
  tokenUrl: z.string(),
  clientId: word,
  env: z.string().min(1),
  scope: word.optional(),
  audience: word.optional(),
  auth: z.enum(['basic', 'body']).optional(),
});

type Tell = (vi: string, en: string) => void;

/** Null after telling what is wrong: the address, or the secret in the environment variable it names. */
export function tokenPlanOf(given: z.infer<typeof tokenEntry>, internal: boolean, env: NodeJS.ProcessEnv, tell: Tell): TokenPlan | null {
  const { clientId, scope, audience, auth = 'basic' } = given;
  const tokenUrl = tokenUrlOf(given.tokenUrl, internal);
  if (!tokenUrl) {
    tell(
      'tokenUrl phải là địa chỉ https không có tài khoản, tham số hay dấu #; http và địa chỉ dải riêng chỉ dùng được khi khai "internal": true',
      'tokenUrl must be an https address without user, query or fragment; http and private addresses need "internal": true',
    );
    return null;
  }
  const secret = env[given.env] ?? '';
  if (isWeakSecret(secret, [clientId]) || !/^[\x21-\x7e]+$/.test(secret)) {
    tell(
      `biến môi trường ${given.env} trống, quá yếu, là giá trị mẫu, hoặc ngắn hơn ${SECRET_LENGTH} ký tự`,
      `the environment variable ${given.env} is empty, weak, an example value, or shorter than ${SECRET_LENGTH} characters`,
    );
    return null;
  }
  return { tokenUrl, clientId, secret, auth, ...(scope === undefined ? {} : { scope }), ...(audience === undefined ? {} : { audience }) };
}

function tokenUrlOf(text: string, internal: boolean): URL | null {
  if (!URL.canParse(text) || !/^https?:\/\/[^/\\\s@?#]+\/[^\\\s?#]*$/i.test(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !internal) return null;
  const host = plainHost(url);
  return isIP(host) !== 0 && !mayConnect(host, internal) ? null : url;
}

/** The secret in every form in which it is sent. */
export function secretsOf({ clientId, secret }: TokenPlan): readonly string[] {
  return [secret, formed(secret), packedClient(clientId, secret)];
}
