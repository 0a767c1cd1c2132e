import { createHash } from 'node:crypto';
import { queryKey, type DatasetQuery } from '@/domain/dataset';
import type { Core } from '../core';
import { admit } from '../datasets/admit';
import { Problem } from '../http/problems';
import type { Writer } from './reports';

export const TILE_FORMATS = ['png', 'svg'] as const;

/** A picture of one tile that its reader is about to save; drawn in the browser from answers it has. */
export interface TileExport {
  readonly widget: string;
  /** Dashboard it stands on; null where it stands on none. */
  readonly dashboard: string | null;
  readonly format: (typeof TILE_FORMATS)[number];
  readonly questions: readonly DatasetQuery[];
}

/**
 * Lets a picture of a tile out: its reader must be let in to every question at this moment, and it is written down first. Throws `not-found`
 * where one may not be asked, as if there were no such dataset.
 */
export async function letOut({ province, audit }: Pick<Core, 'province' | 'audit'>, by: Writer, { widget, dashboard, format, questions }: TileExport): Promise<void> {
  const inForce = province.current();
  if (!questions.every((question) => admit(question, by, inForce).ok)) throw new Problem('not-found');
  const asked = createHash('sha256').update(JSON.stringify(questions.map(queryKey).sort())).digest('hex');
  const datasets = [...new Set(questions.map(({ dataset }) => dataset))].sort();
  await audit.write({
    action: 'export', actor: by.actor, target: `tile:${widget}`, outcome: 'done', ...(by.from ? { from: by.from } : {}),
    detail: { format, dashboard, datasets, questions: asked },
  });
}
