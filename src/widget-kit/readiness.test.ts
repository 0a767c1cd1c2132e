import { describe, expect, it } from 'vitest';
import { createReadiness } from './readiness';

function setUp() {
  const told: boolean[] = [];
  const frames: (() => void)[] = [];
  const readiness = createReadiness((ready) => told.push(ready), (callback) => frames.push(callback));
  const paint = (): void => frames.splice(0).forEach((frame) => frame());
  return { told, paint, readiness };
}

describe('readiness', () => {
  it('is not ready before the page is sealed, even with nothing open', () => {
    const { told, paint, readiness } = setUp();
    readiness.start('tile')();
    paint();
    expect(told).toEqual([]);
  });

  it('is ready once sealed, everything closed and a frame painted', () => {
    const { told, paint, readiness } = setUp();
    const done = readiness.start('map');
    readiness.seal();
    paint();
    expect(told).toEqual([]);
    expect(readiness.pending()).toEqual(['map']);
    done();
    expect(told).toEqual([]);
    paint();
    expect(told).toEqual([true]);
  });

  it('waits again when a task opens between the last close and the frame', () => {
    const { told, paint, readiness } = setUp();
    const first = readiness.start('tile');
    readiness.seal();
    first();
    const chart = readiness.start('chart');
    paint();
    expect(told).toEqual([]);
    chart();
    paint();
    expect(told).toEqual([true]);
  });

  it('closing twice counts once, and a new page starts over', () => {
    const { told, paint, readiness } = setUp();
    const first = readiness.start('a');
    const second = readiness.start('b');
    readiness.seal();
    first();
    first();
    paint();
    expect(told).toEqual([]);
    second();
    paint();
    readiness.reset();
    expect(told).toEqual([true, false]);
  });
});
