import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const PROVINCE_META = /(<meta name="province" content=")[^"]*(")/;
const PACK_ADDRESS = /\/provinces\/[a-z0-9-]+\/pack\.json/g;

/**
 * Writes the chosen province into the built page: the meta element the start-up reads, and the early request for its pack.
 * @throws where the page has no such element: then the build and the server disagree.
 */
export function documentFor(html: string, province: string): string {
  if (!/^[a-z0-9-]+$/.test(province)) throw new Error('province id must be kebab-case');
  if (!PROVINCE_META.test(html)) throw new Error('index.html has no <meta name="province">');
  return html.replace(PROVINCE_META, `$1${province}$2`).replace(PACK_ADDRESS, `/provinces/${province}/pack.json`);
}

export type Encoding = 'br' | 'gzip' | 'identity';

/** A small text held whole, in each encoding, with a strong tag per encoding. */
export interface HeldText {
  readonly bodies: Readonly<Record<Encoding, Buffer>>;
  readonly tags: Readonly<Record<Encoding, string>>;
}

export function holdText(text: string): HeldText {
  const identity = Buffer.from(text);
  const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  const gzip = gzipSync(identity, { level: 9 });
  const digest = createHash('sha256').update(identity).digest('base64url').slice(0, 16);
  return { bodies: { br, gzip, identity }, tags: { br: `"${digest}-br"`, gzip: `"${digest}-gz"`, identity: `"${digest}"` } };
}

/** Best encoding a reader accepts; `q=0` is a refusal. */
export function chooseEncoding(accept: string | undefined): Encoding {
  const accepted = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...params] = part.trim().toLowerCase().split(/\s*;\s*/);
      return [name, !params.some((param) => /^q=0(\.0*)?$/.test(param))] as const;
    }),
  );
  const takes = (name: string): boolean => accepted.get(name) ?? accepted.get('*') ?? false;
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}
