import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** In a process of its own: what is frozen stays frozen. */
const run = (before: string, after: string): string =>
  execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', `
    await import('./server/http/app.ts'); await import('./server/operate/open-api.ts'); ${before}
    const { createApp } = await import('./server/http/app.ts');
    const { describeApi } = await import('./server/operate/open-api.ts');
    const app = createApp({ loggerInstance: undefined, trustedProxies: [] });
    await describeApi(app);
    const status = (await app.inject({ url: '/api/openapi.json' })).statusCode;
    ${after}
    console.log(JSON.stringify([status, ({}).polluted ?? null, ({ toString: 1 }).toString]));
    process.exit(0);
  `], { cwd: fileURLToPath(new URL('../..', import.meta.url)), encoding: 'utf8' }).trim();

const POLLUTE = "try { JSON.parse('{}').__proto__.polluted = 'yes' } catch {}";

it('keeps prototypes as they are, and the gateway working', () => {
  expect(run('', POLLUTE)).toBe('[200,"yes",1]');
  expect(run("(await import('./server/operate/freeze-prototypes.ts')).freezePrototypes();", POLLUTE)).toBe('[200,null,1]');
}, 60_000);
