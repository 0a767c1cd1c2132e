import { describe, expect, it } from 'vitest';
import { err, ok } from '@/domain/result';
import { NOW } from '../wall.fixture';
import { needsConfirm, turned } from './deed';
import { keyAsks, presetsFor, readPresets, withPreset } from './preset-keys';
import { sendCommand } from './send-command';
import type { Call, Refused } from './send-command';

const scenes = ['duty', 'flood-storm', 'visitors'].map((id) => ({ id, title: { vi: id, en: id }, purpose: null, from: 'pack' as const }));
const press = (key: string, change: Partial<Parameters<typeof keyAsks>[0]> = {}) => keyAsks({ key, isModified: false, isTaken: false, ...change }, presetsFor({}, scenes));

describe('keys of the desk', () => {
  it('hold scenes in the order of the list until somebody sets them', () => {
    expect(presetsFor({}, scenes)).toEqual({ 1: 'duty', 2: 'flood-storm', 3: 'visitors' });
    expect(presetsFor({ 2: 'duty', 5: 'gone' }, scenes)).toEqual({ 1: 'flood-storm', 2: 'duty', 3: 'visitors' });
  });
  it('change scenes with the key a scene had', () => {
    expect(withPreset({ 1: 'duty', 2: 'visitors' }, '1', 'visitors')).toEqual({ 1: 'visitors', 2: 'duty' });
    expect(withPreset({ 1: 'duty' }, '4', 'duty')).toEqual({ 4: 'duty' });
  });
  it('are read from the browser as far as they make sense', () => {
    expect(readPresets({ 1: 'duty', 0: 'x', 2: 7, a: 'b' })).toEqual({ 1: 'duty' });
    expect(readPresets('x')).toEqual({});
  });
  it('ask for a scene or a deed, and for nothing while somebody types or holds Ctrl', () => {
    expect(press('2')).toEqual({ kind: 'scene', scene: 'flood-storm' });
    expect(press('9')).toBeNull();
    expect(press('P')).toEqual({ kind: 'deed', deed: 'pause' });
    expect(press(' ')).toEqual({ kind: 'deed', deed: 'next' });
    expect(press('p', { isTaken: true })).toBeNull();
    expect(press('p', { isModified: true })).toBeNull();
    expect(press('x')).toBeNull();
  });
});

describe('deeds', () => {
  it('that darken several screens, hide a class or reach beyond one wall are asked once', () => {
    expect(needsConfirm({ do: 'blank' }, { screens: 1, walls: 1 })).toBe(false);
    expect(needsConfirm({ do: 'blank' }, { screens: 2, walls: 1 })).toBe(true);
    expect(needsConfirm({ do: 'take', scene: 'duty' }, { screens: 6, walls: 1 })).toBe(false);
    expect(needsConfirm({ do: 'take', scene: 'duty' }, { screens: 6, walls: 2 })).toBe(true);
    expect(needsConfirm({ do: 'room', room: 'visitors' }, { screens: 1, walls: 1 })).toBe(true);
    expect(needsConfirm({ do: 'unblank' }, { screens: 60, walls: 9 })).toBe(false);
  });
  it('turn off only where every screen is so already', () => {
    expect(turned('pause', ['paused', 'run'])).toEqual({ do: 'pause' });
    expect(turned('blank', ['blank', 'blank'])).toEqual({ do: 'unblank' });
    expect(turned('freeze', [])).toEqual({ do: 'freeze' });
  });
});

describe('a command', () => {
  const answer = { takeAt: NOW, programs: {}, unseen: ['b'] };
  const command = { screens: ['a', 'b'], deed: { do: 'next' } } as const;
  const sending = (replies: readonly (Refused | null)[]) => {
    const bodies: unknown[] = [];
    const pauses: number[] = [];
    const call: Call = (_method, _path, body) => {
      bodies.push(body);
      const refused = replies[bodies.length - 1];
      return Promise.resolve(refused ? err(refused) : ok(answer));
    };
    return { bodies, pauses, parts: { call, pause: (ms: number) => Promise.resolve(void pauses.push(ms)), onUnheard: () => undefined, isGivenUp: () => bodies.length > 5 } };
  };
  const away = { code: 'unreachable', status: 0 };

  it('is sent again with the same key until somebody answers', async () => {
    const { bodies, pauses, parts } = sending([away, { code: 'unavailable', status: 503, retryAfterMs: 400 }, null]);
    expect(await sendCommand(command, 'k1', parts)).toEqual(ok(answer));
    expect(bodies).toEqual(Array.from({ length: 3 }, () => ({ ...command, key: 'k1' })));
    expect(pauses).toEqual([1_000, 400]);
  });
  it('that is refused is not sent again', async () => {
    const { bodies, parts } = sending([{ code: 'forbidden', status: 403 }]);
    expect(await sendCommand(command, 'k1', parts)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(bodies).toHaveLength(1);
  });
  it('ends when it is given up', async () => {
    const { parts } = sending(Array.from({ length: 20 }, () => away));
    expect(await sendCommand(command, 'k1', parts)).toMatchObject({ ok: false, error: { code: 'given-up' } });
  });
});
