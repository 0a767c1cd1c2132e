import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres } from '../servers/postgres';
import { findNginx } from '../suites/servers';
import { frontRules } from './front-rules';
import { interruptions } from './interruptions';
import { longWays, type LongWays } from './long-ways';
import { startPortal, type PortalHouse } from './portal-house';
import { sharedState } from './shared-state';

/** One house for all of it, in this order. */
function onRealServers(): void {
  let house: PortalHouse | undefined;
  let long: LongWays | undefined;
  beforeAll(async () => {
    house = await startPortal();
    long = await longWays(house);
  }, 120_000);
  afterAll(async () => {
    await long?.close();
    await house?.stop();
  });
  const there = <T>(part: () => T | undefined) => (): T => {
    const found = part();
    if (found === undefined) throw new Error('there is no house');
    return found;
  };
  const [theHouse, theLong] = [there(() => house), there(() => long)];
  describe('the front', () => frontRules(theHouse, theLong));
  describe('two gateways on one store', () => sharedState(theHouse));
  describe('when something stops', () => interruptions(theHouse, theLong));
}

if (findNginx() !== null && findPostgres() !== null) describe('the portal as it is deployed', onRealServers);
else it('has no nginx or no PostgreSQL here to be tried on', () => expect([findNginx(), findPostgres()]).toContain(null));
