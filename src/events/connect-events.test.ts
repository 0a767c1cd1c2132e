import { describe, expect, it } from 'vitest';
import { connectEvents } from './connect-events';
import type { StreamEvent } from './frame';

function bench() {
  const calls: unknown[][] = [];
  const note = (name: string) => (...args: unknown[]): void => void calls.push([name, ...args]);
  const { onEvent, onResync } = connectEvents({
    queries: { invalidate: note('invalidate'), resync: note('resync') },
    onDocument: note('document'), onRights: note('rights'), onSessionEnded: note('ended'), onScreenCommand: note('command'), onConfiguration: note('configuration'),
  });
  const tell = (kind: StreamEvent['kind'], payload: StreamEvent['payload'] = {}): void => onEvent({ kind, payload });
  return { calls, tell, onResync };
}

describe('what the stream tells', () => {
  it('reaches whom it concerns', () => {
    const { calls, tell } = bench();
    tell('dataset-changed', { dataset: 'a' });
    tell('dataset-changed', { dataset: 'a', query: 'k' });
    tell('document-changed', { kind: 'dashboard', id: 'x', revision: 3 });
    tell('rights-changed');
    tell('session-ended', { reason: 'revoked' });
    tell('screen-command', { command: 'show', argument: 'leaders' });
    tell('screen-command', { command: 'reload', argument: null });
    tell('configuration-changed');
    expect(calls).toEqual([
      ['invalidate', 'a', undefined], ['invalidate', 'a', 'k'], ['document', { kind: 'dashboard', id: 'x', revision: 3 }], ['rights'], ['ended', 'revoked'],
      ['command', 'show', 'leaders'], ['command', 'reload', null], ['configuration'],
    ]);
  });
  it('reaches nobody when it says nothing', () => {
    const { calls, tell } = bench();
    tell('dataset-changed', { dataset: 7 });
    tell('document-changed', { kind: 'dashboard' });
    tell('screen-command');
    expect(calls).toEqual([]);
  });
  it('has everything looked at anew after a gap, rights first', () => {
    const { calls, onResync } = bench();
    onResync();
    expect(calls).toEqual([['rights'], ['configuration'], ['document', null], ['resync']]);
  });
});
