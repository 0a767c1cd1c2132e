import { get, type Agent } from 'node:https';
import { MOST_BYTES } from './extension-shelf';

const DEADLINE_MS = 15_000;

/** The module at an address, through the agent given; null for anything but 200, too many bytes, a redirect or no answer in time. */
export function fetchModule(url: URL, agent: Agent): Promise<Buffer | null> {
  return new Promise((done) => {
    const request = get(url, { agent, headers: { accept: 'text/javascript', 'accept-encoding': 'identity' }, signal: AbortSignal.timeout(DEADLINE_MS) }, (reply) => {
      if (reply.statusCode !== 200) {
        reply.destroy();
        return done(null);
      }
      const parts: Buffer[] = [];
      let size = 0;
      reply.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_BYTES) reply.destroy();
        else parts.push(part);
      });
      reply.on('error', () => done(null));
      reply.on('close', () => done(reply.complete && size <= MOST_BYTES ? Buffer.concat(parts) : null));
    });
    request.on('error', () => done(null));
  });
}
