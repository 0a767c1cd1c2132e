import type { Json } from '@/domain/dataset';
import { pointerOf, quote, UNSAFE } from './config-fault';
import type { Report } from './config-fault';
import { lineAndColumn, MAX_DEPTH, scanJson } from './json-scan';

/** Characters one file of a pack may have. The units of a large province take about 100 000. */
export const MAX_FILE_LENGTH = 2_000_000;

/**
 * Text of a file → JSON value in NFC, or undefined after reporting why not. A byte order mark is taken off. Refuses invalid UTF-8
 * (seen as U+FFFD), keys given twice, depth, control characters and marks that reorder text.
 */
export function readPackText(file: string, raw: string, report: Report): Json | undefined {
  if (raw.length > MAX_FILE_LENGTH) {
    report({ code: 'too-large', file, pointer: '', expected: `≤ ${MAX_FILE_LENGTH} characters`, got: String(raw.length) });
    return undefined;
  }
  const text = raw.replace(/^\ufeff/, '').normalize('NFC');
  const invalid = text.indexOf('\ufffd');
  if (invalid >= 0) {
    report({ code: 'encoding', file, pointer: '', expected: 'UTF-8', got: 'U+FFFD', ...lineAndColumn(text, invalid) });
    return undefined;
  }
  const value = parseCanonical(text) ?? parseScanned(file, text, report);
  if (value === undefined || !mayHoldUnsafe(text)) return value;
  // Escapes may still spell decomposed letters, which normalising the text cannot see.
  const composed = JSON.parse(JSON.stringify(value).normalize('NFC')) as Json;
  return reportUnsafe(file, composed, [], report) ? undefined : composed;
}

/**
 * The quick way for files that were written by `JSON.stringify`, as packs travel: a text that prints back as itself has no key
 * twice. Costs a third of a scan. Undefined where the text is of any other form, right or wrong.
 */
function parseCanonical(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isShallow(value, MAX_DEPTH) && JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined; // the scan that follows says where and why
  }
}

function isShallow(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  const children: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  for (let index = 0; index < children.length; index += 1) {
    const child = children[index];
    if (typeof child === 'object' && !isShallow(child, levels - 1)) return false;
  }
  return true;
}

function parseScanned(file: string, text: string, report: Report): Json | undefined {
  const flaw = scanJson(text);
  if (!flaw) return JSON.parse(text) as Json;
  const { code, expected, offset, path } = flaw;
  const got = text.slice(offset, offset + 24);
  report({ code, file, pointer: pointerOf(path), expected, got: got ? quote(got) : 'the end', ...lineAndColumn(text, offset) });
  return undefined;
}

/** Line breaks and tabs are allowed in a text; nothing else that cannot be seen is. */
const isUnsafe = (text: string): boolean => text.search(UNSAFE) >= 0 && text.replace(/[\t\n\r]/g, '').search(UNSAFE) >= 0;

const mayHoldUnsafe = (text: string): boolean => /\\[bfu]/.test(text) || isUnsafe(text);

function reportUnsafe(file: string, value: Json, path: readonly (string | number)[], report: Report): boolean {
  if (typeof value === 'string') {
    const unsafe = isUnsafe(value);
    if (unsafe) report({ code: 'control-char', file, pointer: pointerOf(path), expected: 'text without control characters', got: quote(value) });
    return unsafe;
  }
  if (typeof value !== 'object' || value === null) return false;
  const entries = Array.isArray(value) ? value.map((child: Json, index) => [index, child] as const) : Object.entries(value);
  return entries.map(([key, child]) => reportUnsafe(file, child, [...path, key], report)).some(Boolean);
}
