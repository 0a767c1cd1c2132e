import { afterEach, describe, expect, it, vi } from 'vitest';
import { vectorTile } from '../../mock/map-service/vector-tile';
import { gatewaySource } from './vector-source';
import { byGround, groundOf, labelRulesOf, NAME_PROPERTIES } from './vector-style';

const LOOK = { text: '#111', soft: '#222', faint: '#333', line: '#444', halo: '#fff', water: '#00f', green: '#0f0', family: 'Be Vietnam Pro', size: 13 };
const shapes = vectorTile([{ name: 'xa', shapes: [{ kind: 'point', rings: [[[2048, 1024]]], properties: { 'name:vi': 'Phường Thành Vinh' } }] }]);
const answer = (status: number, body: Buffer | null, type = 'application/x-protobuf') => {
  const asked = vi.fn(() => Promise.resolve(new Response(body === null ? null : new Uint8Array(body), { status, headers: { 'content-type': type } })));
  vi.stubGlobal('fetch', asked);
  return asked;
};
const square = () => gatewaySource('/api/map-layers/names/tiles/{z}/{x}/{y}').get({ z: 8, x: 202, y: 114 }, 256);
afterEach(() => void vi.unstubAllGlobals());

describe('squares of shapes', () => {
  it('are asked of our own gateway alone and read in the pixels of a square', async () => {
    const asked = answer(200, shapes);
    const [point] = (await square()).get('xa') ?? [];
    expect([point?.props, point?.geom[0]?.[0]]).toMatchObject([{ 'name:vi': 'Phường Thành Vinh' }, { x: 128, y: 64 }]);
    expect(asked.mock.calls.map((call: readonly unknown[]) => call[0])).toEqual(['/api/map-layers/names/tiles/8/202/114']);
  });

  it('are empty where there is nothing, and refused where something else comes', async () => {
    answer(204, null);
    expect((await square()).size).toBe(0);
    answer(200, Buffer.alloc(0));
    expect((await square()).size).toBe(0);
    answer(502, Buffer.from('{"code":"source-failed"}'), 'application/problem+json');
    await expect(square()).rejects.toThrow();
    answer(200, Buffer.from('<html>'), 'text/html');
    await expect(square()).rejects.toThrow();
  });
});

describe('the look of shapes', () => {
  it('takes what a layer is from its name, and draws grounds beneath lines', () => {
    expect(['water', 'song_ho', 'rung', 'roads', 'ranh_gioi', 'xa'].map(groundOf)).toEqual(['water', 'water', 'green', 'road', 'border', 'other']);
    expect(['boundaries', 'roads', 'xa', 'water', 'landuse'].sort(byGround)).toEqual(['landuse', 'water', 'xa', 'roads', 'boundaries']);
  });

  it('names in Vietnamese first, in the letters of the page', () => {
    expect(NAME_PROPERTIES[0]).toBe('name:vi');
    expect(JSON.stringify(labelRulesOf('xa', LOOK))).toContain('500 13px Be Vietnam Pro');
  });
});
