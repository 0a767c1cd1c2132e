/**
 * Bytes a value takes when structured-cloned to disk, estimated from above: Vietnamese text is two bytes a character,
 * numbers eight, property names are written again for every object.
 */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 8 + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 9;
  if (ArrayBuffer.isView(value)) return 16 + value.byteLength;
  let bytes = 8;
  if (Array.isArray(value)) {
    for (const item of value) bytes += sizeOf(item);
    return bytes;
  }
  for (const [name, item] of Object.entries(value)) bytes += 4 + name.length + sizeOf(item);
  return bytes;
}
