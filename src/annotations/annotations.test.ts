import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '@/domain/annotation';
import { err, ok, type Result } from '@/domain/result';
import type { GatewayProblem } from '@/federation/gateway/call';
import { createBoard, type Call } from './board';
import { axisMarks, threadsOf } from './model';
import { parseAnnotations } from './parse';

const STAND = { dataset: 'totals', indicator: 'grdp', unit: '40', period: 'calendar:2026-10' };
const one = (id: string, more: Partial<Annotation> & { readonly on?: Partial<Annotation['target']> } = {}): Annotation => {
  const { on, ...rest } = more;
  return { id, target: { ...STAND, day: null, ...on }, text: `lời ${id}`, author: { id: 'p', name: 'An' }, at: 0, editedAt: null, resolved: null, replies: [], mine: false, mayResolve: false, ...rest };
};
const settled = { by: { id: 'p', name: 'An' }, at: 1 };

describe('remarks on a figure', () => {
  it('stand by its period first, open before settled, newest first', () => {
    const threads = threadsOf([one('old', { at: 1 }), one('done', { at: 9, resolved: settled }), one('new', { at: 5 }), one('before', { on: { period: 'calendar:2026-09' } }), one('whole', { on: { period: null, indicator: null } })], STAND);
    expect(threads.here.map(({ id }) => id)).toEqual(['new', 'old', 'done']);
    expect(threads.elsewhere.map(({ id }) => id).sort()).toEqual(['before', 'whole']);
  });
  it('of another unit or indicator are none of this figure’s', () => {
    expect(threadsOf([one('a', { on: { unit: '16681' } }), one('b', { on: { indicator: 'cpi' } })], STAND)).toEqual({ here: [], elsewhere: [] });
  });
  it('mark the axis where something is still open, with the newest words', () => {
    const marks = axisMarks([one('a', { at: 1 }), one('b', { at: 2 }), one('c', { on: { period: null, day: '2026-09-02' } }), one('d', { resolved: settled, on: { period: 'calendar:2026-08' } }), one('e', { on: { period: null } })], STAND);
    expect(marks).toEqual([{ at: '2026-09-02', count: 1, text: 'lời c' }, { at: 'calendar:2026-10', count: 2, text: 'lời b' }]);
  });
  it('mark the same whatever the order in which they came', () => {
    const places = fc.array(fc.record({ at: fc.integer({ min: 0, max: 5 }), period: fc.constantFrom('calendar:2026-09', 'calendar:2026-10') }), { maxLength: 6 })
      .map((all) => all.map(({ at, period }, index) => one(`r${index}`, { at: at * 10 + index, on: { period } })));
    fc.assert(fc.property(places.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, mixed]) => {
      expect(axisMarks(mixed, STAND)).toEqual(axisMarks(all, STAND));
    }));
  });
  it('are read one by one: one of another form costs none of the others', () => {
    expect(parseAnnotations({ annotations: [one('a'), { id: 3 }, one('b')] })?.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(parseAnnotations('<html>')).toBeNull();
  });
});

const GONE: GatewayProblem = { code: 'unreachable', status: 0, body: null };
/** A gateway whose answers a test gives one after the other. */
function gateway(...answers: readonly Result<unknown, GatewayProblem>[]) {
  const asked: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  const left = [...answers];
  const call: Call = (method, path, body) => {
    asked.push({ method, path, body });
    return Promise.resolve(left.shift() ?? ok({ annotations: [] }));
  };
  let keys = 0;
  return { asked, board: createBoard(call, () => `key-${(keys += 1)}`) };
}
const settle = (): Promise<void> => new Promise((done) => setTimeout(done));

describe('the board of a page', () => {
  it('asks for a dataset once however often it is read, and again when it changed', async () => {
    const { asked, board } = gateway(ok({ annotations: [one('a')] }), ok({ annotations: [one('a'), one('b')] }));
    expect([board.of('totals').state, board.of('totals').state]).toEqual(['loading', 'loading']);
    await settle();
    expect([asked.length, board.of('totals').annotations.length]).toEqual([1, 1]);
    board.onChange('other');
    board.onChange('totals');
    await settle();
    expect([asked.length, board.of('totals').annotations.length]).toEqual([2, 2]);
  });
  it('keeps what it has where the gateway is away, and says so', async () => {
    const { board } = gateway(ok({ annotations: [one('a')] }), err(GONE));
    board.of('totals');
    await settle();
    await board.load('totals');
    expect(board.of('totals')).toEqual({ state: 'failed', annotations: [one('a')] });
  });
  it('sends words again under their key after an answer was lost, other words under another', async () => {
    const { asked, board } = gateway(err(GONE), ok(one('a')), ok(one('b')));
    const target = one('x').target;
    expect(await board.write(target, 'Một')).toEqual(GONE);
    expect(await board.write(target, 'Một')).toBeNull();
    expect(await board.write(target, 'Một')).toBeNull();
    expect(asked.map(({ body }) => (body as { key: string }).key)).toEqual(['key-1', 'key-1', 'key-2']);
    expect(board.of('totals').annotations.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
