import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../servers/postgres';
import { seededHouse } from './house';
import { rehearse } from './rehearse';

/** The short form of `npm run durability`. */
const KILLS = 6;
const SECONDS = 60;
const say = (): void => undefined;


describe('saves while the gateway is killed at random instants', () => {
  it('on the embedded store: none that was acknowledged is lost', async () => {
    const rehearsal = await rehearse({ kills: KILLS, seconds: SECONDS, server: null, house: seededHouse, say });
    expect(rehearsal).toMatchObject({ found: rehearsal.acknowledged, faults: [] });
    // A machine that starts slowly is killed less often in the time there is.
    expect(rehearsal.kills).toBeGreaterThanOrEqual(KILLS / 2);
    expect(rehearsal.acknowledged).toBeGreaterThan(0);
  });

  describe.skipIf(findPostgres() === null)('on PostgreSQL, which is killed too', () => {
    let server: PostgresServer;
    beforeAll(async () => { server = await startPostgres({ durable: true }); });
    afterAll(() => server.stop());

    it('none that was acknowledged is lost', async () => {
      const rehearsal = await rehearse({ kills: KILLS, seconds: SECONDS, server, house: seededHouse, say });
      expect(rehearsal).toMatchObject({ found: rehearsal.acknowledged, faults: [] });
      // A machine that starts slowly is killed less often in the time there is.
      expect(rehearsal.kills).toBeGreaterThanOrEqual(KILLS / 2);
      expect(rehearsal.acknowledged).toBeGreaterThan(0);
    });
  });
});
