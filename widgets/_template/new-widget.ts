import { cp, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run new:widget -- <id>`: a new widget from the template, ready to run, test and show in the gallery. */
const TEMPLATE = fileURLToPath(new URL('.', import.meta.url));
const WIDGETS = fileURLToPath(new URL('..', import.meta.url));
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

const pascal = (id: string): string => id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** @returns the folder made. Throws with a sentence for the person when the id will not do. */
export async function newWidget(id: string | undefined, widgets = WIDGETS): Promise<string> {
  if (id === undefined || !ID.test(id)) {
    throw new Error(`Widget id: expected two or more lower-case words joined by "-" (for example "road-traffic"), got "${id ?? ''}".`);
  }
  const target = join(widgets, id);
  if (await stat(target).then(() => true, () => false)) throw new Error(`Widget id: "${id}" is taken (${target}).`);
  await cp(TEMPLATE, target, { recursive: true, filter: (from) => !from.endsWith('new-widget.ts') && !from.endsWith('new-widget.test.ts') });
  for (const file of await filesBelow(target)) {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll('TemplateWidget', pascal(id)).replaceAll('template-widget', id));
  }
  await rename(join(target, 'TemplateWidget.vue'), join(target, `${pascal(id)}.vue`));
  return target;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  newWidget(process.argv[2]).then(
    (folder) => process.stdout.write(`${folder}\nNext: README.md, options.ts, datasets.ts, model.ts; see docs/guides/new-widget.md\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}
