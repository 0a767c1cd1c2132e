import type { ReportDocument } from '../document/document';

/**
 * A plain tree as the one text all machines agree on: fields of every object in order of their names, no blanks. What JSON has no form for
 * is a bug and throws TypeError.
 */
export function canonicalText(value: unknown): string {
  switch (typeof value) {
    case 'string': case 'boolean': return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('a document holds finite numbers alone');
      return JSON.stringify(value);
    case 'object': break;
    default: throw new TypeError(`a document holds no ${typeof value}`);
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonicalText(each)}`).join(',')}}`;
}

/** SHA-256 of a document's canonical text, hex: equal documents and no others have it in common. The same in a browser and in the gateway. */
export async function contentHash(document: ReportDocument): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalText(document)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
