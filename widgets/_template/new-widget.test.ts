import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newWidget } from './new-widget';

const emptyFolder = () => mkdtemp(join(tmpdir(), 'widgets-'));

describe('new:widget', () => {
  it('makes the whole file set under the new name, with nothing of the template left in it', async () => {
    const folder = await newWidget('road-traffic', await emptyFolder());
    const names = await readdir(folder);
    expect(names).toEqual(expect.arrayContaining(['index.ts', 'options.ts', 'model.ts', 'report.ts', 'sample.ts', 'README.md', 'RoadTraffic.vue', 'locales']));
    expect(names).not.toContain('new-widget.ts');
    const index = await readFile(join(folder, 'index.ts'), 'utf8');
    expect(index).toContain("id: 'road-traffic'");
    expect(index).not.toContain('emplate');
  });

  it.each([undefined, '', 'Traffic', 'traffic', '../etc', 'a b-c'])('refuses the id %j and says what it expects', async (id) => {
    await expect(newWidget(id, await emptyFolder())).rejects.toThrow(/expected two or more lower-case words/);
  });

  it('never writes over a widget that exists', async () => {
    const widgets = await emptyFolder();
    await newWidget('road-traffic', widgets);
    await expect(newWidget('road-traffic', widgets)).rejects.toThrow(/is taken/);
  });
});
