import { describe, expect, it } from 'vitest';
import { gatewayPictures } from './pictures';

const word = (text: string, weight = 'normal'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><text x="10" y="30" font-size="30" font-weight="${weight}" font-family="'Times New Roman', Tinos, serif">${text}</text></svg>`;
const drawn = async (text: string, weight?: string): Promise<string> => Buffer.from(await gatewayPictures.png(word(text, weight), 60)).toString('base64');

describe('pictures of the gateway', () => {
  it('draw the letters that only Vietnamese has, each its own, none as a box', async () => {
    // No font has this one: what is drawn for it is what is drawn for anything missing.
    const box = await drawn('\uE000');
    for (const weight of ['normal', 'bold']) {
      const letters = await Promise.all(['ế', 'ợ', 'ữ', 'đ', 'ặ', 'ỹ', 'Đ', 'Ẫ'].map((letter) => drawn(letter, weight)));
      expect(new Set([...letters, box]).size).toBe(9);
    }
  });

  it('are PNG of the width that was asked for, and the same each time', async () => {
    const png = await gatewayPictures.png(word('Nghệ An'), 240);
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 240, 160]);
    expect(await gatewayPictures.png(word('Nghệ An'), 240)).toEqual(png);
  });

  it('are not made of anything that is more than shapes and words', async () => {
    await expect(gatewayPictures.png('<svg width="1" height="1"><image href="/etc/hostname"/></svg>', 10)).rejects.toThrow();
    await expect(gatewayPictures.png('<svg width="1" height="99999999"></svg>', 100)).rejects.toThrow();
  });
});
