import { createHash } from 'node:crypto';
import type { Dataset } from '@/domain/dataset';
import type { Told } from '../dataset-desk';
import { answerOf, wireText } from '../kept';
import { extensionOf, FORM_OF, type Form } from './form';
import { geoJson } from './geojson';
import { jsonStat } from './json-stat';

export interface Printed {
  readonly type: string;
  readonly text: string;
}

/** Whether an answer of a shape can be had in a form. */
export const suits = (form: Form, dataset: Dataset): boolean => form === 'answer' || form === FORM_OF[dataset.shape];

/** Strong: another share, another moment of receipt or a new failure is another text. */
export const etagOf = (form: Form, { kept, cause }: Told): string =>
  `"${createHash('sha256').update(JSON.stringify([form, kept.tag, kept.receivedAt, kept.rest.serverTime, cause?.kind ?? null])).digest('base64url').slice(0, 27)}"`;

/** Null where the answer has another shape than its dataset says. */
export function printForm(form: Form, { kept, cause }: Told, dataset: Dataset): Printed | null {
  if (form === 'answer') {
    const text = wireText(kept);
    return { type: 'application/json; charset=utf-8', text: cause ? `${text.slice(0, -1)},"cause":${JSON.stringify(cause)}}` : text };
  }
  const answer = { ...answerOf(kept), ...(cause ? { cause } : {}) };
  const { data } = answer;
  if (FORM_OF[data.kind] !== form) return null;
  switch (data.kind) {
    case 'cube': return { type: 'application/json; charset=utf-8', text: JSON.stringify(jsonStat(data, answer, dataset)) };
    case 'features': return { type: 'application/geo+json; charset=utf-8', text: JSON.stringify(geoJson(data, answer)) };
    case 'events': return { type: 'application/json; charset=utf-8', text: JSON.stringify({ fields: data.fields, rows: data.rows, extension: extensionOf(answer) }) };
  }
}
