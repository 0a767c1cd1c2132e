import type { SessionView } from '@/access/session-view';
import { parseSession } from './parse-session';

/**
 * The two answers a page of the gateway begins with. They are asked for exactly as the page itself names them (see `server/static/document.ts`),
 * so that the browser's early requests are used and not repeated.
 */
export async function firstSession(): Promise<SessionView | null> {
  return parseSession(await firstAnswer('/api/session'));
}

/** The pack's files for this reader; null where the gateway gave none. */
export async function firstConfiguration(): Promise<Readonly<Record<string, unknown>> | null> {
  return filesOf(await firstAnswer('/api/configuration'));
}

/** The files left out of it, asked for when a page needs them; null where the gateway gave none. */
export const catalogueConfiguration = async (): Promise<Readonly<Record<string, unknown>> | null> => filesOf(await firstAnswer('/api/configuration?part=catalogue'));

function filesOf(body: unknown): Readonly<Record<string, unknown>> | null {
  const files = typeof body === 'object' && body !== null && 'files' in body ? body.files : null;
  return typeof files === 'object' ? (files as Readonly<Record<string, unknown>> | null) : null;
}

async function firstAnswer(address: string): Promise<unknown> {
  try {
    const reply = await fetch(address, { credentials: 'same-origin', redirect: 'error' });
    return reply.ok ? await reply.json() : null;
  } catch {
    // No network, or somebody else answered: what is kept on the device is asked next.
    return null;
  }
}
