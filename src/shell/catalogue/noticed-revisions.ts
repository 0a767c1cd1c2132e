import * as z from 'zod/mini';
import type { NoticedRevision } from '@/catalogue/revisions';
import { toInstant } from '@/domain/time';
import { readList } from '../read-list';

const figure = z.object({ value: z.number(), status: z.enum(['estimated', 'provisional', 'official']) });
const revision = z.object({ at: z.record(z.string(), z.string()), before: figure, after: figure, noticedAt: z.number() });

/** Corrections as the gateway tells them; one of another form is left out. */
export const noticedRevisions = (body: unknown): readonly NoticedRevision[] =>
  readList(body, 'revisions', revision).map(({ noticedAt, ...rest }) => ({ ...rest, noticedAt: toInstant(noticedAt) }));
