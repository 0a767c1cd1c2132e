import type { AddressInfo } from 'node:net';
import type { Gateway } from '../../../server/http/route';
import type { Asking, Told } from './whole-gateway';

const listening = new WeakMap<Gateway, Promise<string>>();

/** Address of the gateway on a port of its own, for what cannot be asked in memory. Ends with the gateway. */
export function originOf(app: Gateway): Promise<string> {
  const known = listening.get(app) ?? app.listen({ host: '127.0.0.1', port: 0 }).then(() => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`);
  listening.set(app, known);
  return known;
}

/** What a stream begins with, then the stream is left. */
export async function openStream(app: Gateway, { url, headers = {} }: Asking): Promise<Told> {
  const leave = new AbortController();
  const answer = await fetch(`${await originOf(app)}${url}`, { headers: { ...headers }, signal: leave.signal });
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  leave.abort();
  const code = answer.status === 200 ? null : (JSON.parse(Buffer.from(first?.value ?? []).toString()) as { readonly code: string }).code;
  return { status: answer.status, code, body: Buffer.from(first?.value ?? []).toString(), headers: Object.fromEntries(answer.headers) };
}

/** A stream that stays open: everything heard so far. */
export interface Listening {
  readonly heard: () => string;
  readonly leave: () => void;
}

export async function listenTo(app: Gateway, headers: Readonly<Record<string, string>>): Promise<Listening> {
  const leave = new AbortController();
  const answer = await fetch(`${await originOf(app)}/api/events`, { headers: { ...headers }, signal: leave.signal });
  let heard = '';
  const reader = answer.body?.getReader();
  const read = async (): Promise<void> => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return;
      heard += Buffer.from(part.value).toString();
    }
  };
  // The stream is left by the test itself.
  read().catch(() => undefined);
  return { heard: () => heard, leave: () => leave.abort() };
}
