import { describe, expect, it } from 'vitest';
import { createCameras } from './system';

const at = Date.UTC(2026, 10, 21, 3, 20);
const ask = (camera: string, now: number) => createCameras().answer({ method: 'GET', path: `/anh/${camera}.png`, query: new URLSearchParams(), body: '', now });

describe('cameras', () => {
  it('have a new picture every minute, the same for equal questions', () => {
    expect(ask('quang-truong', at).bytes?.subarray(1, 4).toString()).toBe('PNG');
    expect(ask('quang-truong', at).bytes).toEqual(ask('quang-truong', at).bytes);
    for (const camera of ['quang-truong', 'song-lam']) expect(ask(camera, at).bytes).not.toEqual(ask(camera, at + 60_000).bytes);
  });

  it('may stand still or not answer', () => {
    expect(ask('cau-ben-thuy', at).bytes).toEqual(ask('cau-ben-thuy', at + 3_600_000).bytes);
    expect([ask('dap-do-luong', at).status, ask('nobody', at).status]).toEqual([503, 404]);
  });
});
