import { describe, expect, it } from 'vitest';
import { readFrame } from './frame';

const read = (type: string, id: string, data: unknown) => readFrame({ type, id, data: typeof data === 'string' ? data : JSON.stringify(data) });

describe('a frame off the wire', () => {
  it('is an event with its place and the one before it', () => {
    expect(read('dataset-changed', 'e1.7', { after: 5, at: 0, payload: { dataset: 'd' } })).toEqual({
      type: 'event', at: { epoch: 'e1', id: 7 }, after: 5, event: { kind: 'dataset-changed', payload: { dataset: 'd' } },
    });
    expect(read('session-ended', '', { after: null, payload: { reason: 'ended' } })).toEqual({ type: 'ended', event: { kind: 'session-ended', payload: { reason: 'ended' } } });
  });
  it('is unknown when a newer gateway sent it', () => {
    expect(read('of-tomorrow', 'e1.7', {})).toBe('unknown');
    expect(read('message', '', 'hello')).toBe('unknown');
  });
  it.each([
    ['dataset-changed', 'e1.7', '{'], ['dataset-changed', 'e1.7', 'null'], ['dataset-changed', 'e1.7', { after: 5 }], ['dataset-changed', '', { after: 5, payload: {} }],
    ['dataset-changed', 'e1.7', { after: '5', payload: {} }], ['dataset-changed', 'e1.7', { after: null, payload: {} }], ['hello', 'e1.x', { serverTime: 1, heartbeatMs: 15_000 }],
    ['hello', 'e1.7', { serverTime: 1, heartbeatMs: 0 }], ['heartbeat', 'e1.7', {}], ['resync', '7', {}], ['retry', '', { retryMs: -1 }], ['retry', '', { retryMs: 1e12 }], ['heartbeat', 'e1.7', ''],
  ])('is malformed: %s %s %j', (type, id, data) => {
    expect(read(type, id, data)).toBe('malformed');
  });
});
