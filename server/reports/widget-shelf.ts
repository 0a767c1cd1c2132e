import { existsSync } from 'node:fs';
import { loadPaperWidgets, widgetsNamed, type PaperWidgets } from '@/reports/compose/paper-widgets';
import type { ReportTemplate } from '@/reports/template/template';

type Registry = Parameters<typeof loadPaperWidgets>[0];
type Definition = NonNullable<ReturnType<Registry['get']>>;

const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const loaded = new Map<string, Promise<Definition | null>>();

/**
 * The widgets that a template names, as far as they are built in: each is a folder, and of it only what needs no page is loaded. What others have
 * made runs in pages alone; a report says that it is not there.
 */
export async function widgetsOf(template: Pick<ReportTemplate, 'blocks'>): Promise<PaperWidgets> {
  const found = new Map<string, Definition>();
  await Promise.all(widgetsNamed(template.blocks).map(async (id) => {
    const widget = await definitionOf(id);
    if (widget) found.set(id, widget);
  }));
  return loadPaperWidgets(found, template);
}

function definitionOf(id: string): Promise<Definition | null> {
  const place = new URL(`../../widgets/${id}/index.ts`, import.meta.url);
  if (!NAME.test(id) || !existsSync(place)) return Promise.resolve(null);
  const known = loaded.get(id) ?? import(/* @vite-ignore */ place.href).then((module: { readonly default: Definition }) => module.default);
  loaded.set(id, known);
  return known;
}
