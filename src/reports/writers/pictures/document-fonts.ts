/**
 * The faces of Tinos that documents are set in, by the file names of its package without their ending: Latin letters, and those that
 * only Vietnamese has.
 */
export interface FontFace {
  readonly file: string;
  readonly weight: 400 | 700;
  readonly style: 'normal' | 'italic';
  /** Letters in the file, as CSS has it. */
  readonly range: string;
}

const LATIN = 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const VIETNAMESE = 'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB';

export const FONT_FACES: readonly FontFace[] = ([400, 700] as const).flatMap((weight) => (['normal', 'italic'] as const).flatMap((style) => [
  { file: `tinos-latin-${weight}-${style}`, weight, style, range: LATIN },
  { file: `tinos-vietnamese-${weight}-${style}`, weight, style, range: VIETNAMESE },
]));

/** A face with its bytes (WOFF) as base64, ready to stand within a file. */
export interface EmbeddedFont extends FontFace {
  readonly base64: string;
}

/** `@font-face` rules of fonts that travel within a file. */
export const fontRules = (fonts: readonly EmbeddedFont[]): string => fonts.map(({ weight, style, range, base64 }) =>
  `@font-face{font-family:Tinos;font-weight:${weight};font-style:${style};unicode-range:${range};src:url(data:font/woff;base64,${base64}) format('woff')}`).join('\n');
