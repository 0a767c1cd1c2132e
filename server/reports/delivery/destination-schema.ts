import * as z from 'zod';
import { ownCredentials } from '../../datasets/outbound/read-sources';
import { tlsEntry } from '../../datasets/outbound/tls-plan';
import { REPORT_FORMATS } from '../formats';
import { unitCode } from '../report-schemas';

/** An address of one person or office; no name, no list, nothing that ends a line. */
const mailAddress = z.string().max(254).regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/);
const words = z.string().min(1).max(120).regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
const envName = z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/);
const url = z.string().min(1).max(2_000);

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/), title: z.strictObject({ vi: words, en: words }),
  units: z.array(unitCode).min(1).max(500).optional(), formats: z.array(z.enum(REPORT_FORMATS)).min(1).optional(),
  maxClass: z.enum(['public', 'internal', 'personal', 'restricted']).optional(), drafts: z.boolean().optional(),
  maxMegabytes: z.number().int().min(1).max(200).optional(), attemptSeconds: z.number().int().min(5).max(600).optional(),
  internal: z.boolean().optional(), addresses: z.array(z.string()).min(1).max(16).optional(), tls: tlsEntry.optional(),
};
const credentials = z.discriminatedUnion('kind', [...ownCredentials]).optional();

export const destinationEntry = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('folder'), url, credentials, move: z.boolean().optional() }),
  z.strictObject({ ...common, kind: z.literal('webhook'), url, credentials, secretEnv: envName, form: z.enum(['multipart', 'json']).optional() }),
  z.strictObject({
    ...common, kind: z.literal('mail'), host: z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/), port: z.number().int().min(1).max(65_535).optional(),
    security: z.enum(['tls', 'starttls', 'none']).optional(), login: z.strictObject({ user: z.string().min(1).max(254).regex(/^[\x21-\x7e]+$/), env: envName }).optional(),
    from: z.strictObject({ name: words, address: mailAddress }), to: z.array(mailAddress).min(1).max(50), reminders: z.boolean().optional(),
  }),
]);
export type DestinationEntry = z.infer<typeof destinationEntry>;
export const MOST_DESTINATIONS = 100;

/** What is expected at a field, in both languages. */
const EXPECTED: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  id: ['chữ thường không dấu, số và dấu "-", tối đa 64 ký tự', 'small letters, digits and "-", at most 64'],
  kind: ['"folder", "mail" hoặc "webhook"', '"folder", "mail" or "webhook"'],
  title: ['tên bằng hai thứ tiếng { vi, en }', 'a name in both languages { vi, en }'],
  units: ['danh sách mã đơn vị', 'a list of unit codes'],
  formats: [`danh sách trong: ${REPORT_FORMATS.join(', ')}`, `a list of: ${REPORT_FORMATS.join(', ')}`],
  maxClass: ['"public", "internal", "personal" hoặc "restricted"', '"public", "internal", "personal" or "restricted"'],
  maxMegabytes: ['số nguyên từ 1 đến 200', 'a whole number from 1 to 200'],
  attemptSeconds: ['số nguyên từ 5 đến 600', 'a whole number from 5 to 600'],
  host: ['tên máy hoặc địa chỉ IPv4 của máy chủ thư', 'name or IPv4 address of the mail server'],
  port: ['số cổng từ 1 đến 65535', 'a port from 1 to 65535'],
  security: ['"tls", "starttls" hoặc "none"', '"tls", "starttls" or "none"'],
  form: ['"multipart" hoặc "json"', '"multipart" or "json"'],
  address: ['một địa chỉ thư điện tử', 'one mail address'],
  to: ['từ 1 đến 50 địa chỉ thư điện tử', '1 to 50 mail addresses'],
  env: ['tên biến môi trường (CHỮ_HOA)', 'name of an environment variable (CAPITALS)'],
  secretEnv: ['tên biến môi trường (CHỮ_HOA) chứa khoá ký', 'name of the environment variable (CAPITALS) with the signing key'],
};

/** Places in an entry that are not of the expected form: pointer below the entry, what stands there, what is expected. Never what may be a secret. */
export function entryFaults(value: unknown, issues: readonly z.core.$ZodIssue[]): readonly { readonly at: string; readonly vi: string; readonly en: string }[] {
  return issues.map((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.map((key) => key.slice(0, 64)).join(', ');
      return { at: pointerOf(path), vi: `không có trường này: ${keys}`, en: `no such field: ${keys}` };
    }
    const field = [...path].reverse().find((part) => !/^\d+$/.test(part)) ?? '';
    const [vi, en] = EXPECTED[field] ?? [issue.message, issue.message];
    const got = path.includes('credentials') || path.includes('login') || path.includes('tls') ? '' : shown(valueAt(value, path));
    return { at: pointerOf(path), vi: `${got}cần ${vi}`, en: `${got}expected ${en}` };
  });
}

const pointerOf = (path: readonly string[]): string => path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const valueAt = (value: unknown, path: readonly string[]): unknown => path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === part)?.[1] : undefined), value);
const shown = (value: unknown): string => (value === undefined || (typeof value === 'object' && value !== null) ? '' : `${JSON.stringify(value).slice(0, 64)}: `);
