import pg from 'pg';
import { expect, it } from 'vitest';
import { readFrame } from '@/events/frame';
import { signIn, type Person } from './people';
import type { PortalHouse } from './portal-house';

const actorOf = async (origin: string, person: Person): Promise<string> => {
  const answer = await fetch(`${origin}/api/session`, { headers: person.direct() });
  return ((await answer.json()) as { readonly actor: { readonly kind: string } }).actor.kind;
};
/** Duties held in the store, each with how many hold it. */
export async function duties(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ duty: string; held: number }>(`
    select l.classid || '.' || l.objid as duty, count(*)::int as held from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and a.application_name = 'toan-canh duty' and l.database = (select oid from pg_database where datname = current_database())
    group by 1`).finally(() => client.end());
  return Object.fromEntries(rows.map(({ duty, held }) => [duty, held]));
}

/** What one gateway does, the other knows. */
export function sharedState(house: () => PortalHouse): void {
  it('knows at both who signed in at one', async () => {
    const { front, gateways } = house();
    const person = await signIn(front, 'giam-doc-so');
    for (const { origin } of gateways) expect(await actorOf(origin, person)).toBe('person');
    person.visitor.close();
  });

  it('ends a session at both within five seconds, and in the streams that stand open', async () => {
    const { front, gateways: [one, other] } = house();
    const [person, leader] = [await signIn(front, 'chu-tich-xa'), await signIn(front, 'lanh-dao-tinh')];
    const stream = await openStream(other.origin, person);
    const stays = await openStream(other.origin, leader);
    expect(await actorOf(other.origin, person)).toBe('person');
    const began = performance.now();
    const left = await fetch(`${one.origin}/auth/logout`, { method: 'POST', headers: person.direct(), body: '{}' });
    expect(left.status).toBe(200);
    await expect.poll(() => actorOf(other.origin, person), { timeout: 5_000, interval: 50 }).toBe('anonymous');
    await expect.poll(() => stream.isEnded(), { timeout: 5_000, interval: 20 }).toBe(true);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(stream.kinds().at(-1)).toBe('session-ended');
    expect(stays.isEnded()).toBe(false);
    stays.close();
    for (const { visitor } of [person, leader]) visitor.close();
  });

  it('tells what was saved at one on a stream of the other', async () => {
    const { front, gateways: [one, other] } = house();
    const person = await signIn(front, 'lanh-dao-tinh');
    const stream = await openStream(other.origin, person);
    const saved = await fetch(`${one.origin}/api/documents/scene/canh-hai-cong`, {
      method: 'PUT', headers: { ...person.direct(), 'idempotency-key': 'canh-hai-cong-khoa-luu', 'if-none-match': '*' },
      body: JSON.stringify({ body: { schemaVersion: 1, title: { vi: 'Cảnh', en: 'Scene' }, dashboards: ['tong-quan'], seconds: 30 }, reason: '', owner: 'unit', unit: null }),
    });
    expect(saved.status).toBe(200);
    await expect.poll(() => stream.text(), { timeout: 2_000, interval: 20 }).toContain('"payload":{"id":"canh-hai-cong","kind":"scene","revision":1}');
    expect(await (await fetch(`${other.origin}/api/documents/scene/canh-hai-cong`, { headers: person.direct() })).json()).toMatchObject({ revision: 1 });
    stream.close();
    person.visitor.close();
  });

  it('gives each duty to one of them', async () => {
    const held = await duties(house().databaseUrl);
    expect(Object.keys(held).length).toBeGreaterThan(0);
    expect(new Set(Object.values(held))).toEqual(new Set([1]));
  });
}

/** A stream at one gateway, past the front: it is known which. */
async function openStream(origin: string, person: Person) {
  const leave = new AbortController();
  const answer = await fetch(`${origin}/api/events`, { headers: person.direct(), signal: leave.signal });
  let [text, isEnded] = ['', false];
  const reading = (async () => {
    for await (const part of answer.body ?? []) text += Buffer.from(part as Uint8Array).toString();
  })();
  reading.catch(() => undefined).finally(() => { isEnded = true; });
  const kinds = (): readonly string[] => [...text.matchAll(/^event: (\S+)$/gm)].map(([, kind]) => kind ?? '').filter((type) => readFrame({ type, id: '', data: '' }) !== 'unknown');
  return { text: () => text, kinds, isEnded: () => isEnded, close: () => leave.abort() };
}
