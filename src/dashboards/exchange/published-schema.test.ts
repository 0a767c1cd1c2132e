import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLUMNS, MAX_TILES } from '@/config/schema/dashboard';
import { EXCHANGED, schemaPath } from './file-form';
import { publishedSchema } from './published-schema';

/** `WRITE_SCHEMAS=1` writes them anew after the schema has changed on purpose. */
const WRITES = process.env['WRITE_SCHEMAS'] === '1';

describe('the published form of files', () => {
  it.each(EXCHANGED.filter((kind) => kind !== 'report-template'))('of a %s is that of the schema the portal reads with', (kind) => {
    const path = `public${schemaPath(kind)}`;
    const text = `${JSON.stringify(publishedSchema(kind), null, 2)}\n`;
    if (WRITES) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    expect(existsSync(path) && readFileSync(path, 'utf8'), `${path}: run with WRITE_SCHEMAS=1`).toBe(text);
  });

  it('says what it must', () => {
    const schema = publishedSchema('dashboard');
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema', $id: '/schemas/dashboard-2.json', additionalProperties: false,
      required: ['kind', 'schemaVersion', 'content'],
      properties: { kind: { const: 'dashboard' }, schemaVersion: { const: 2 }, content: { additionalProperties: false, properties: { tiles: {
        minItems: 1, maxItems: MAX_TILES, items: { required: ['id', 'widget', 'widgetVersion', 'title', 'place', 'options'], properties: { options: { type: 'object' }, place: { properties: { w: { minimum: 1, maximum: COLUMNS } } } } },
      } } } },
    });
    expect(publishedSchema('scene')).toMatchObject({ $id: '/schemas/scene-2.json', properties: { content: { properties: { zones: { minItems: 1 } } } } });
  });
});
