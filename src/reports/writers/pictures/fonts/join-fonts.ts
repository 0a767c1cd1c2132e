import { cmapOf, lettersOf } from './letters';
import { viewOf } from './sfnt';
import type { FontTables } from './sfnt';

interface Glyphs {
  readonly outlines: readonly Uint8Array[];
  /** Advance and left bearing, as they stand in `hmtx`. */
  readonly metrics: readonly (readonly [number, number])[];
}

/** Offsets in `head`, `hhea`, `maxp` and in a composite glyph, as OpenType lays them down. */
const LOCA_FORMAT = 50;
const METRIC_COUNT = 34;
const GLYPH_COUNT = 4;
const PART = { words: 0x1, scale: 0x8, more: 0x20, two: 0x40, four: 0x80 } as const;

/**
 * One font of two that a web package split by letters: renderers that are not browsers take one file a face. Glyphs of `more` come after
 * those of `base`, whose kerning stays. Null where one lacks a table, or the two are not drawn on the same grid.
 */
export function joinFonts(base: FontTables, more: FontTables): FontTables | null {
  const [one, two] = [glyphsOf(base), glyphsOf(more)];
  const [cmap, cmapMore] = [base.get('cmap'), more.get('cmap')];
  const head = changed(base, 'head', (view) => view.setInt16(LOCA_FORMAT, 1));
  const grid = more.get('head');
  if (!one || !two || !cmap || !cmapMore || !head || !grid || viewOf(head).getUint16(18) !== viewOf(grid).getUint16(18)) return null;
  const shift = one.outlines.length;
  const outlines = [...one.outlines, ...two.outlines.map((outline) => shifted(outline, shift))];
  const metrics = [...one.metrics, ...two.metrics];
  const letters = new Map([...[...lettersOf(cmapMore)].map(([letter, glyph]) => [letter, glyph + shift] as const), ...lettersOf(cmap)]);
  const joined = new Map(base);
  const put = (tag: string, bytes: Uint8Array | null): unknown => (bytes ? joined.set(tag, bytes) : joined.delete(tag));
  put('head', head);
  put('cmap', cmapOf(letters));
  put('hmtx', hmtxOf(metrics));
  put('hhea', changed(base, 'hhea', (view) => view.setUint16(METRIC_COUNT, metrics.length)));
  put('maxp', largestOf(base, more, outlines.length));
  put('post', changed(base, 'post', (view) => view.setUint32(0, 0x00030000))?.slice(0, 32) ?? null);
  for (const [tag, bytes] of Object.entries(outlinesOf(outlines))) put(tag, bytes);
  return joined;
}

function changed(tables: FontTables, tag: string, change: (view: DataView) => void): Uint8Array | null {
  const bytes = tables.get(tag)?.slice();
  if (bytes) change(viewOf(bytes));
  return bytes ?? null;
}

function glyphsOf(tables: FontTables): Glyphs | null {
  const [head, hhea, maxp, loca, glyf, hmtx] = ['head', 'hhea', 'maxp', 'loca', 'glyf', 'hmtx'].map((tag) => tables.get(tag));
  if (!head || !hhea || !maxp || !loca || !glyf || !hmtx) return null;
  const isLong = viewOf(head).getInt16(LOCA_FORMAT) === 1;
  const [places, widths] = [viewOf(loca), viewOf(hmtx)];
  const place = (glyph: number): number => (isLong ? places.getUint32(glyph * 4) : places.getUint16(glyph * 2) * 2);
  const full = viewOf(hhea).getUint16(METRIC_COUNT);
  const glyphs = Array.from({ length: viewOf(maxp).getUint16(GLYPH_COUNT) }, (_, glyph) => glyph);
  return {
    outlines: glyphs.map((glyph) => glyf.subarray(place(glyph), place(glyph + 1))),
    metrics: glyphs.map((glyph) => [widths.getUint16(Math.min(glyph, full - 1) * 4), widths.getInt16(glyph < full ? glyph * 4 + 2 : full * 4 + (glyph - full) * 2)]),
  };
}

/** A glyph made of others names them by number. */
function shifted(outline: Uint8Array, shift: number): Uint8Array {
  if (outline.length < 10 || viewOf(outline).getInt16(0) >= 0) return outline;
  const bytes = outline.slice();
  const view = viewOf(bytes);
  for (let at = 10, flags: number = PART.more; (flags & PART.more) !== 0;) {
    flags = view.getUint16(at);
    view.setUint16(at + 2, view.getUint16(at + 2) + shift);
    at += 4 + (flags & PART.words ? 4 : 2) + (flags & PART.four ? 8 : flags & PART.two ? 4 : flags & PART.scale ? 2 : 0);
  }
  return bytes;
}

function outlinesOf(outlines: readonly Uint8Array[]): { readonly glyf: Uint8Array; readonly loca: Uint8Array } {
  const glyf = new Uint8Array(outlines.reduce((sum, { length }) => sum + ((length + 3) & ~3), 0));
  const loca = new Uint8Array((outlines.length + 1) * 4);
  let at = 0;
  for (const [glyph, outline] of outlines.entries()) {
    glyf.set(outline, at);
    at += (outline.length + 3) & ~3;
    viewOf(loca).setUint32((glyph + 1) * 4, at);
  }
  return { glyf, loca };
}

function hmtxOf(metrics: Glyphs['metrics']): Uint8Array {
  const bytes = new Uint8Array(metrics.length * 4);
  metrics.forEach(([advance, bearing], glyph) => {
    viewOf(bytes).setUint16(glyph * 4, advance);
    viewOf(bytes).setInt16(glyph * 4 + 2, bearing);
  });
  return bytes;
}

/** What a renderer must have room for: the larger of both. */
function largestOf(base: FontTables, more: FontTables, count: number): Uint8Array | null {
  const other = more.get('maxp');
  return changed(base, 'maxp', (view) => {
    for (let at = 6; other && at + 2 <= Math.min(view.byteLength, other.length); at += 2) view.setUint16(at, Math.max(view.getUint16(at), viewOf(other).getUint16(at)));
    view.setUint16(GLYPH_COUNT, count);
  });
}
