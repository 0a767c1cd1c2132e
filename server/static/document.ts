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
