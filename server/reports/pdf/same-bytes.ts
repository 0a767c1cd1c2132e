/** Where and when a browser printed a file is no part of the document. Every place keeps its length: the file's list of places stays true. */
const DATE = /\/(CreationDate|ModDate) \(D:\d{14}[^)]{0,8}\)/g;
const CREATOR = /\/Creator \((?:[^()\\]|\\.)*\)/;
const ELEMENT = /\bnode(\d{8})\b/g;

/**
 * A PDF of Chromium such that printing the same page again gives the same bytes: dated by the document, without the name of the browser,
 * its elements counted from one. What remains is the version of the browser and, for letters that the document's font has not, the fonts of
 * the machine.
 */
export function sameBytes(pdf: Uint8Array, createdAt: number): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const moment = new Date(createdAt).toISOString().replace(/\D/g, '').slice(0, 14);
  const names = ranks(text);
  const same = text
    .replace(DATE, (whole, name: string) => `/${name} (D:${moment}Z)`.padEnd(whole.length))
    .replace(CREATOR, (whole) => '/Creator (Toan Canh)'.padEnd(whole.length))
    .replace(ELEMENT, (_, number: string) => `node${names.get(number) ?? number}`);
  return new Uint8Array(Buffer.from(same, 'latin1'));
}

/** A browser goes on counting over all pages it has shown. The order stays: names of a PDF are listed sorted. */
function ranks(text: string): ReadonlyMap<string, string> {
  const numbers = [...new Set([...text.matchAll(ELEMENT)].map((match) => match[1] ?? ''))].sort();
  return new Map(numbers.map((number, at) => [number, String(at + 1).padStart(8, '0')]));
}
