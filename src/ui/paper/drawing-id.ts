/** Name for the parts of a drawing by what is drawn (FNV-1a, 32 bits): tells the drawings of one document apart, nothing more. */
export function drawingId(drawn: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < drawn.length; at += 1) hash = Math.imul(hash ^ drawn.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
