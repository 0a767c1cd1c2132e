import { createHash } from 'node:crypto';
import { mayAsk } from '@/access/may-ask';
import type { DatasetShare, Rights } from '@/access/rights';
import type { Province } from '@/config/province';
import type { Actor } from '@/domain/access';
import { queryKey, type Dataset, type DatasetQuery } from '@/domain/dataset';
import { err, ok, type Result } from '@/domain/result';
import type { SourceError } from '@/federation/source-error';

/** Who asks, as the guard found out. */
export interface Reader {
  readonly actor: Actor;
  readonly rights: Rights;
  readonly from?: { readonly address: string; readonly request: string };
}

/** A question that its reader may ask. */
export interface Admitted {
  readonly query: DatasetQuery;
  readonly queryKey: string;
  readonly dataset: Dataset;
  readonly share: DatasetShare;
  readonly province: Province;
  /** Of cache, coalescing and store: question, permission set and how the dataset is configured. */
  readonly key: string;
  /** Names, numbers and addresses of people are in the answer as they are. */
  readonly unmasks: boolean;
}

/**
 * Holds a question against its reader's rights, before anything is looked up. A dataset that is not there, one the reader has no right
 * to, and a question outside their units all look the same.
 */
export function admit(query: DatasetQuery, { rights }: Reader, province: Province): Result<Admitted, SourceError> {
  const dataset = province.datasets.get(query.dataset);
  const share = dataset ? rights.share(dataset) : null;
  if (!dataset || !share || mayAsk(share, dataset, query) === 'denied') return err({ kind: 'denied', source: '', dataset: query.dataset });
  const asked = queryKey(query);
  const key = createHash('sha256').update(JSON.stringify([province.id, definitionOf(dataset), asked, share.key])).digest('base64url');
  return ok({ query, queryKey: asked, dataset, share, province, key, unmasks: share.classes.has('personal') });
}

const definitions = new WeakMap<Dataset, string>();
/** Another mapping makes other figures of the same question. */
function definitionOf(dataset: Dataset): string {
  let definition = definitions.get(dataset);
  if (definition === undefined) definitions.set(dataset, (definition = createHash('sha256').update(JSON.stringify(dataset)).digest('base64url')));
  return definition;
}

/** Whether anything in a dataset may be somebody's own: then its failures say only that it failed. */
const isDelicate = ({ classification, fieldClasses = {} }: Dataset): boolean =>
  [classification, ...Object.values(fieldClasses)].some((each) => each === 'personal' || each === 'restricted');

/**
 * A source's failure as a reader may hear it. A source that refuses the gateway's own credentials has not refused the reader: `denied`
 * is kept for rights.
 */
export function tellable({ kind, source, dataset: id, pointer, expected, got, httpStatus, retryAfterMs }: SourceError, dataset: Dataset, holdsSecret: (text: string) => boolean): SourceError {
  const place = { ...(pointer === undefined ? {} : { pointer }), ...(expected === undefined ? {} : { expected }), ...(got === undefined ? {} : { got }) };
  const silent = isDelicate(dataset) || dataset.shape === 'events' || holdsSecret(JSON.stringify(place));
  return {
    kind: kind === 'denied' ? 'rejected' : kind, source, dataset: id,
    ...(silent ? {} : place),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}
