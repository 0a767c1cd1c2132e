import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { TrailRow } from './trail-row';

const text = z.string().nullable();
const row = z.object({
  seq: z.int(), at: z.iso.datetime().transform((moment) => new Date(moment)), action: z.string(), actor_kind: z.string(), actor: text, session: text, address: text, request: text,
  target: z.string(), outcome: z.string(), detail: z.string(), previous: z.string(), hash: z.string(),
});

/** Rows of a trail taken out as JSON lines, in their order. Throws at the first line that is none, naming it. */
export async function* readExport(file: string): AsyncGenerator<TrailRow> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number += 1;
    const read = row.safeParse(jsonOf(line));
    if (!read.success) throw new Error(`Dòng ${number} không phải mục nhật ký. / Line ${number} is no entry of the trail.`);
    yield read.data;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
