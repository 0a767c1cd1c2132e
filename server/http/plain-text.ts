/** Control, line-breaking, direction-changing and invisible characters: what could end a log line or show it as another. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Whatever is not plainly visible is written as `\uXXXX`; inside a JSON string that means the same. */
export const visible = (text: string): string => text.replace(UNSAFE, escaped);

/** Text on one line of at most `limit` characters; what was longer ends with `…`. */
export function plainText(text: string, limit: number): string {
  // Cut first, so that a megabyte of control characters is not escaped in vain.
  const shown = visible(text.slice(0, limit + 1));
  if (shown.length <= limit) return shown;
  const cut = shown.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
