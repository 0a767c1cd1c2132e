import type { Core } from '../core';

/** How many metrics of each source wait for a person: held back and not yet decided on. */
export async function heldFigures({ store }: Pick<Core, 'store'>): Promise<ReadonlyMap<string, number>> {
  const rows = await store.db.selectFrom('quarantine').select(({ fn }) => ['source', fn.countAll<string>().as('waiting')])
    .where('ended_at', 'is', null).where('decision', 'is', null).groupBy('source').execute();
  return new Map(rows.map(({ source, waiting }) => [source, Number(waiting)]));
}
