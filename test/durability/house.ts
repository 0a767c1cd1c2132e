import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMock } from '../../mock/main';
import { freePort } from '../servers/free-port';
import { gatewayProcess, type GatewayProcess } from '../servers/gateway-process';
import { seededPeople, type Seed, type SeededPerson } from '../servers/seed';
import { signedIn, signInThroughSso, type SignedIn } from './people';

/** A gateway that can be killed, with the way for people to be signed in. */
export interface House {
  readonly gateway: GatewayProcess;
  readonly people: readonly SeededPerson[] | null;
  readonly end: () => Promise<void>;
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MOST_PEOPLE = 8;
const ACCOUNT = 'lanh-dao-tinh';
const database = (databaseUrl: string | null): Readonly<Record<string, string>> => (databaseUrl === null ? {} : { DATABASE_URL: databaseUrl });

/** The gateway whole, with people put into its store at every start. */
export async function seededHouse(dataDir: string, databaseUrl: string | null): Promise<House> {
  const people = seededPeople(MOST_PEOPLE);
  mkdirSync(dataDir, { recursive: true });
  const seed = join(dataDir, 'seed.json');
  writeFileSync(seed, JSON.stringify({ people, screens: [] } satisfies Seed));
  const env = { DATA_DIR: dataDir, SEED: seed, ...database(databaseUrl) };
  return { gateway: gatewayProcess({ script: at('../servers/seeded-gateway.ts'), port: await freePort(), env }), people, end: () => Promise.resolve() };
}

/** `server/start.ts` as it is run, with the mock province and its sign-on beside it, which are not killed. */
export async function startedHouse(dataDir: string, databaseUrl: string | null): Promise<House> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const client = { id: 'toan-canh', secret: randomBytes(32).toString('base64url') };
  const sso = { clientId: client.id, clientSecret: client.secret, redirectUris: [`${origin}/auth/callback`], postLogoutRedirectUris: [`${origin}/`] };
  const mock = await startMock({ port: await freePort(), province: 'nghe-an', sso });
  const env = {
    DATA_DIR: dataDir, ...database(databaseUrl), PUBLIC_URL: origin, MOCK_URL: mock.url,
    OIDC_ISSUER: `${mock.url}sso`, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret,
  };
  return { gateway: gatewayProcess({ script: at('../../server/start.ts'), port, env }), people: null, end: () => mock.close() };
}

/** As many people as are wanted, signed in. The gateway must run. */
export async function peopleOf({ people, gateway }: House, count: number): Promise<readonly SignedIn[]> {
  if (people) return people.slice(0, count).map(({ secret, csrf }) => signedIn(secret, csrf));
  const found: SignedIn[] = [];
  while (found.length < count) found.push(await signInThroughSso(gateway.origin, ACCOUNT));
  return found;
}
