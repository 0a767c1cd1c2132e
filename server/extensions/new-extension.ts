import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integrityOf } from './extension-shelf';

/** `npm run new:extension -- <id> <folder>`: a third-party widget from the worked example, ready to run; `--entry <file>` prints its entry again. */
const EXAMPLE = fileURLToPath(new URL('../../docs/examples/third-party-widget/report-countdown.js', import.meta.url));
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** What stands for a module in `widgets.json`: its hash is of these very bytes. The publisher is for whoever allows it to say. */
export async function entryOf(file: string): Promise<{ readonly [field: string]: unknown }> {
  const bytes = await readFile(file);
  const id = basename(dirname(file));
  const contract = /^export const contract = '([^']+)'/m.exec(bytes.toString('utf8'))?.[1] ?? '1.0';
  return { id, title: { vi: id, en: id }, publisher: { vi: '', en: '' }, url: `/extensions/${id}/${basename(file)}`, integrity: integrityOf(bytes), contract };
}

/** @returns the file made. Throws with a sentence for the person when the id will not do. */
export async function newExtension(id: string | undefined, folder: string): Promise<string> {
  if (id === undefined || !ID.test(id)) throw new Error(`Widget id: expected two or more lower-case words joined by "-" (for example "river-level"), got "${id ?? ''}".`);
  const file = join(folder, id, `${id}.js`);
  if (await stat(file).then(() => true, () => false)) throw new Error(`Widget id: "${id}" is taken (${file}).`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, (await readFile(EXAMPLE, 'utf8')).replaceAll('report-countdown', id));
  return file;
}

async function run([first, second]: readonly string[]): Promise<string> {
  const file = first === '--entry' ? (second ?? '') : await newExtension(first, second ?? '.');
  return `${file}\n${JSON.stringify(await entryOf(file), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2)).then(
    (said) => process.stdout.write(said),
    (fault: unknown) => {
      process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
      process.exitCode = 2;
    },
  );
}
