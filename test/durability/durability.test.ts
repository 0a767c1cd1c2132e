import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres, startPostgres, type PostgresServer } from '../servers/postgres';
import { seededHouse } from './house';
import { rehearse } from './rehearse';

/** The short form of `npm run durability`. */
const KILLS = 6;
/** The most there is for them: a loaded machine takes its time to start again, and is killed as often. */
const SECONDS = 120;
const say = (): void => undefined;


describe('saves while the gateway is killed at random instants', () => {
  it('on the embedded store: none that was acknowledged is lost', async () => {
    const rehearsal = await rehearse({ kills: KILLS, seconds: SECONDS, server: null, house: seededHouse, say });
    expect(rehearsal).toMatchObject({ kills: KILLS, found: rehearsal.acknowledged, faults: [] });
    expect(rehearsal.acknowledged).toBeGreaterThan(0);
  });

  describe.skipIf(findPostgres() === null)('on PostgreSQL, which is killed too', () => {
    let server: PostgresServer;
    beforeAll(async () => { server = await startPostgres({ durable: true }); });
    afterAll(() => server.stop());

    it('none that was acknowledged is lost', async () => {
      const rehearsal = await rehearse({ kills: KILLS, seconds: SECONDS, server, house: seededHouse, say });
      expect(rehearsal).toMatchObject({ kills: KILLS, found: rehearsal.acknowledged, faults: [] });
      expect(rehearsal.acknowledged).toBeGreaterThan(0);
    });
  });
});
