import type { MissingReason } from '@/domain/measure';
import type { Dataset } from '@/domain/dataset';
import type { Answer } from '@/federation/answer';

/** An answer as other programs take it. */
export const FORMS = ['json-stat', 'geojson', 'events', 'answer'] as const;
export type Form = (typeof FORMS)[number];

/** Which form belongs to which shape; `answer` suits all. */
export const FORM_OF: Readonly<Record<Dataset['shape'], Form>> = { cube: 'json-stat', features: 'geojson', events: 'events' };

/** What every form carries beside the figures. Moments are ISO 8601 in UTC. */
export interface Extension {
  readonly provenance: {
    readonly source: string; readonly dataset: string; readonly connector: string; readonly request: string;
    readonly sourceVersion: string | null; readonly digest: string; readonly sampleData: boolean;
  };
  readonly asOf: string | null;
  readonly receivedAt: string;
  /** The source's own clock when it answered, where it told one. */
  readonly serverTime: string | null;
  /** Rows, features or categories that this reader may not see were left out. */
  readonly withheld: boolean;
  readonly partial?: { readonly present: number; readonly expected: number };
  readonly notes?: readonly { readonly code: string; readonly count: number; readonly example?: string }[];
  /** The source has failed since; the value was kept. */
  readonly cause?: string;
  /** Cells without a number, by reason. */
  readonly missing?: { readonly [reason in MissingReason]?: number };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export function extensionOf({ provenance, asOf, receivedAt, serverTime, partial, notes = [], cause }: Answer): Extension {
  const { source, dataset, connector, request, sourceVersion, digest, sampleData } = provenance;
  const other = notes.filter(({ code }) => code !== 'withheld');
  return {
    provenance: { source, dataset, connector, request, sourceVersion, digest, sampleData },
    asOf: iso(asOf), receivedAt: new Date(receivedAt).toISOString(), serverTime: iso(serverTime),
    withheld: other.length < notes.length,
    ...(partial ? { partial } : {}),
    ...(other.length > 0 ? { notes: other } : {}),
    ...(cause ? { cause: cause.kind } : {}),
  };
}
