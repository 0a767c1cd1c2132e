import { describe, expect, it } from 'vitest';
import { createLogSink } from './log-sink';

const lost = (count: number): string => `lost ${count}\n`;
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('the log sink', () => {
  it('writes every line, in order, in few writes', async () => {
    const heard: string[] = [];
    const sink = createLogSink({ fd: 0, lost, put: (_fd, bytes) => { heard.push(bytes.toString()); return Promise.resolve(bytes.length); } });
    for (let n = 0; n < 1_000; n += 1) sink.write(`${n}\n`);
    await sink.end(1_000);
    expect(heard.join('')).toBe(Array.from({ length: 1_000 }, (_, n) => `${n}\n`).join(''));
    expect(heard.length).toBeLessThan(20);
    expect(sink.dropped()).toBe(0);
  });

  it('holds a bounded queue while nobody reads, and tells the loss afterwards', async () => {
    let read: () => void = () => undefined;
    const heard: string[] = [];
    const sink = createLogSink({ fd: 0, limit: 10, lost, put: async (_fd, bytes) => {
      await new Promise<void>((done) => { read = done; });
      heard.push(bytes.toString());
      return bytes.length;
    } });
    for (let n = 0; n < 100; n += 1) sink.write(`${n}\n`);
    expect(sink.queued()).toBeLessThanOrEqual(10);
    const ended = sink.end(2_000);
    while (!heard.join('').includes('lost')) {
      read();
      await turn();
    }
    await ended;
    expect(sink.dropped()).toBeGreaterThanOrEqual(89);
    expect(heard.join('')).toBe(`${Array.from({ length: 100 - sink.dropped() }, (_, n) => `${n}\n`).join('')}lost ${sink.dropped()}\n`);
  });

  it('goes on after a refused and after a partial write', async () => {
    const heard: string[] = [];
    let tries = 0;
    const sink = createLogSink({ fd: 0, lost, put: (_fd, bytes) => {
      tries += 1;
      if (tries === 1) return Promise.reject(new Error('EAGAIN'));
      heard.push(bytes.subarray(0, 3).toString());
      return Promise.resolve(Math.min(3, bytes.length));
    } });
    sink.write('abcdefg\n');
    await sink.end(2_000);
    expect(heard.join('')).toBe('abcdefg\n');
  });

  it('does not wait for ever at the end', async () => {
    const sink = createLogSink({ fd: 0, lost, put: () => new Promise(() => undefined) });
    sink.write('x\n');
    await sink.end(20);
    expect(sink.queued()).toBe(0);
  });
});
