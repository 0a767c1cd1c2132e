import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SourcesAnswer, SourcesOrder } from './sources-process';

/** The province's sources, counted. */
export interface Sources {
  readonly url: string;
  /** Calls that have come so far. */
  readonly calls: () => Promise<number>;
  /** From now on every call waits so long before it is answered, ms. */
  readonly delay: (ms: number) => Promise<void>;
  readonly stop: () => void;
}

const SCRIPT = fileURLToPath(new URL('./sources-process.ts', import.meta.url));

export async function startSources(): Promise<Sources> {
  const child = fork(SCRIPT, [], { execArgv: ['--import', 'tsx'] });
  const heard = (order?: SourcesOrder): Promise<SourcesAnswer> => new Promise((done, failed) => {
    const died = (code: number | null): void => failed(new Error(`the sources ended with ${code}`));
    child.once('exit', died);
    child.once('message', (answer: SourcesAnswer) => {
      child.off('exit', died);
      done(answer);
    });
    if (order) child.send(order);
  });
  const first = await heard();
  if (first.is !== 'listening') throw new Error('the sources did not start');
  return {
    url: first.url,
    calls: async () => {
      const answer = await heard({ order: 'count' });
      return answer.is === 'counted' ? answer.calls : 0;
    },
    delay: async (ms) => void (await heard({ order: 'delay', ms })),
    stop: () => void child.kill('SIGKILL'),
  };
}
