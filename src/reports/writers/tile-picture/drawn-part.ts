/** A piece of a picture: drawn with its upper edge at `y`, as high as it says. */
export interface DrawnPart {
  readonly height: number;
  readonly draw: (y: number) => string;
}

/** Letters and rooms of a picture, px. */
export const LOOK = {
  pad: 24, title: 20, heading: 15, body: 14, small: 12, line: 1.35,
  text: '#000000', soft: '#333333', hairline: '#c3cad0', ground: '#ffffff', band: '#f1f3f4',
} as const;

/** From the top of a line to the foot of its letters, in sizes of the letters. */
const FOOT = 1.02;
export const lineOf = (px: number): number => Math.ceil(px * LOOK.line);
/** Where the letters of a line stand whose upper edge is at `y`. */
export const footAt = (y: number, px: number): number => y + px * FOOT;

export const nothing: DrawnPart = { height: 0, draw: () => '' };
export const space = (height: number): DrawnPart => ({ height, draw: () => '' });

/** Parts below each other. */
export const stacked = (parts: readonly DrawnPart[]): DrawnPart => ({
  height: parts.reduce((sum, { height }) => sum + height, 0),
  draw: (y) => {
    let at = y;
    return parts.map((part) => {
      const drawn = part.draw(at);
      at += part.height;
      return drawn;
    }).filter((drawn) => drawn !== '').join('\n');
  },
});

/** Parts beside each other, as high as the highest. */
export const beside = (parts: readonly DrawnPart[]): DrawnPart => ({
  height: Math.max(0, ...parts.map(({ height }) => height)),
  draw: (y) => parts.map((part) => part.draw(y)).join('\n'),
});
