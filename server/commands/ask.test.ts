import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMock, type Mock } from '../../mock/main';
import { NOW } from '../../mock/small-province.fixture';
import { COMMANDS } from './all';
import { runCommand } from './run-command';

let mock: Mock;
beforeAll(async () => { mock = await startMock({ port: 0, province: 'nghe-an', seed: 7, now: () => NOW }); }, 30_000);
afterAll(() => mock.close());

async function ask(...args: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  const exit = await runCommand(COMMANDS, ['ask', ...args], { env: { MOCK_URL: mock.url }, say: (line) => said.push(line), complain: (line) => complained.push(line), log: pino({ level: 'silent' }), clock: () => NOW });
  return { exit, said: said.join('\n'), complained: complained.join('\n') };
}

describe('ask', () => {
  it('says what came: the request, when it stood, the shape and the first figures', async () => {
    const { exit, said } = await ask('contact-centre-daily', 'from=calendar:2026-11-18', 'to=calendar:2026-11-19');
    expect(exit).toBe(0);
    expect(said).toMatch(/^✓ GET \/sources\/lgsp-applications\/v1\/contact-centre\/daily\?from=2026-11-18&to=2026-11-19 · \d+ ms · as-of 2026-/);
    expect(said).toContain('cube: time ×2 · metric ×5 = 10');
    expect(said).toMatch(/calendar:2026-11-18 · handled = \d+ \(official\)/);
  });

  it('says of people’s rows only how many there are and what they hold', async () => {
    const { exit, said } = await ask('citizen-feedback-items', 'from=calendar:2026-11-18', 'to=calendar:2026-11-19');
    expect([exit, said.split('\n').length]).toEqual([0, 3]);
    expect(said).toMatch(/events: \d+\n {2}\(code, .*sender, phone\)$/);
    expect(said).not.toMatch(/PA-2026|095\d/);
  });

  it('says what is missing, and answers 1; 2 where it was called wrongly', async () => {
    expect(await ask('contact-centre-daily')).toMatchObject({ exit: 1, complained: expect.stringContaining('misconfigured tại/at /params/from') as string });
    expect(await ask('khong-co')).toMatchObject({ exit: 1, complained: expect.stringContaining('khong-co') as string });
    expect((await ask()).exit).toBe(2);
    expect((await ask('lgsp-daily', 'from')).exit).toBe(2);
  });
});
