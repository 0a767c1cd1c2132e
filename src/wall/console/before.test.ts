import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '@/domain/time';
import { PROGRAM_MODES, ROOM_MODES } from '@/domain/wall';
import type { Program } from '@/domain/wall';
import { aProgram, NOW } from '../wall.fixture';
import { wayBack } from './before';
import type { Deed } from './deed';

/** What a screen shows after a deed, as far as it is looked at here. */
function after(program: Program, deed: Deed): Program {
  const light = (mode: Program['mode']): Program['mode'] => (program.mode === 'blank' ? 'blank' : mode);
  switch (deed.do) {
    case 'take': return { ...program, scene: deed.scene, mode: 'run', heldMs: null };
    case 'pause': return { ...program, mode: light('paused'), heldMs: 1 };
    case 'freeze': return { ...program, mode: light('frozen'), heldMs: 1 };
    case 'resume': return { ...program, mode: light('run'), heldMs: null };
    case 'thaw': return program.mode === 'frozen' ? { ...program, mode: 'run', heldMs: null } : program;
    case 'blank': return { ...program, mode: 'blank' };
    case 'unblank': return { ...program, mode: program.heldMs === null ? 'run' : 'paused' };
    case 'message': return { ...program, message: { text: deed.text, until: deed.seconds === null ? null : toInstant(NOW + deed.seconds * 1_000) } };
    case 'clear-message': return { ...program, message: null };
    case 'alert': return { ...program, takeover: { scene: deed.scene, title: deed.title, since: NOW, until: null } };
    case 'end-alert': return { ...program, takeover: null };
    case 'room': return { ...program, room: deed.room };
    case 'next': return program;
  }
}
const shownBy = ({ scene, mode, room, message, takeover }: Program) => ({ scene, mode, room, message: message?.text ?? null, isTaken: takeover !== null });

const message = fc.option(fc.constantFrom('Họp lúc 9 giờ', 'Nghỉ giải lao').map((text) => ({ text, until: null })), { nil: null });
const standing: fc.Arbitrary<Program> = fc.record({ scene: fc.constantFrom('duty', 'visitors'), mode: fc.constantFrom(...PROGRAM_MODES), room: fc.constantFrom(...ROOM_MODES), message })
  .map((change) => aProgram({ ...change, heldMs: change.mode === 'paused' || change.mode === 'frozen' ? 5 : null }));
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.constantFrom('morning-brief', 'flood-storm').map((scene): Deed => ({ do: 'take', scene })),
  fc.constantFrom<Deed>({ do: 'pause' }, { do: 'freeze' }, { do: 'blank' }, { do: 'unblank' }, { do: 'resume' }, { do: 'clear-message' }, { do: 'room', room: 'visitors' }, { do: 'message', text: 'Khẩn', seconds: null }, { do: 'alert', scene: 'flood-storm', title: 'Bão', seconds: null }),
);

describe('the way back', () => {
  it('brings every screen to what it showed, whatever was done', () => {
    fc.assert(fc.property(standing, fc.array(deeds, { maxLength: 6 }), (was, done) => {
      const is = done.reduce(after, was);
      const back = wayBack({ a: was }, { a: is }, NOW).commands.map(({ deed }) => deed);
      expect(shownBy(back.reduce(after, is))).toEqual(shownBy(was));
    }));
  });
  it('is nothing where nothing has changed', () => {
    fc.assert(fc.property(standing, (was) => void expect(wayBack({ a: was }, { a: was }, NOW)).toEqual({ commands: [], without: [] })));
  });
  it('goes as one command where screens go back alike, so that they stay in step', () => {
    const [was, is] = [aProgram({ scene: 'duty' }), aProgram({ scene: 'visitors' })];
    expect(wayBack({ a: was, b: was }, { a: is, b: is }, NOW).commands).toEqual([{ screens: ['a', 'b'], deed: { do: 'take', scene: 'duty' } }]);
  });
  it('says for which screens there is no scene to go back to', () => {
    expect(wayBack({ a: aProgram({ scene: null }) }, { a: aProgram() }, NOW)).toEqual({ commands: [], without: ['a'] });
  });
  it('does not bring back a message whose time has gone', () => {
    const was = aProgram({ message: { text: 'Cũ', until: NOW } });
    expect(wayBack({ a: was }, { a: aProgram() }, NOW).commands).toEqual([]);
  });
});
