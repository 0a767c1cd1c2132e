import * as z from 'zod/mini';
import { readList } from '../read-list';

const grant = z.object({ id: z.number(), role: z.string(), unit: z.nullable(z.string()), origin: z.enum(['claims', 'cli', 'admin']), grantedAt: z.number() });
/** A person as the gateway tells an administrator of one: with the roles on the administrator's own ground. */
export const personView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  unit: z.nullable(z.string()),
  status: z.enum(['active', 'disabled']),
  grants: z.array(grant),
  mayManage: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;
export type GrantView = z.infer<typeof grant>;

export interface PeopleAnswer {
  readonly people: readonly PersonView[];
  /** There are others: narrow the search. */
  readonly more: boolean;
  /** Roles this administrator may give on the ground asked about. */
  readonly mayGive: readonly string[];
}

const rest = z.object({ more: z.boolean(), mayGive: z.array(z.string()) });

export function readPeople(body: unknown): PeopleAnswer {
  const read = rest.safeParse(body);
  return { people: readList(body, 'people', personView), more: read.success && read.data.more, mayGive: read.success ? read.data.mayGive : [] };
}

export function peopleAddress(unit: string | null, text: string): string {
  const query = new URLSearchParams({ ...(unit === null ? {} : { unit }), ...(text.trim() === '' ? {} : { text: text.trim().normalize('NFC') }) });
  return query.size > 0 ? `/api/people?${query.toString()}` : '/api/people';
}
