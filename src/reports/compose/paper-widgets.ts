import type { AnyWidget, ViewModelBase, WidgetReport } from '@/widget-kit/widget';
import type { ReportTemplate, TemplateBlock } from '../template/template';

/** A widget as documents need it. */
export interface PaperWidget {
  readonly definition: AnyWidget;
  readonly report: WidgetReport<unknown, ViewModelBase>;
}
/** The widgets of one template, loaded before anything is composed: composing waits for nothing. */
export interface PaperWidgets {
  get(id: string): PaperWidget | undefined;
}

/** Ids of the widgets a template names, each once, in order. */
export function widgetsNamed(blocks: readonly TemplateBlock[]): readonly string[] {
  const names = blocks.flatMap((block) => {
    if (block.kind === 'section' || block.kind === 'appendix') return widgetsNamed(block.blocks);
    return block.kind === 'widget' ? [block.widget] : [];
  });
  return [...new Set(names)];
}

/** Loads the paper half of every widget that the template names. What the registry does not know, or cannot be loaded, is not there. */
export async function loadPaperWidgets(registry: { get(id: string): AnyWidget | undefined }, template: Pick<ReportTemplate, 'blocks'>): Promise<PaperWidgets> {
  const loaded = new Map<string, PaperWidget>();
  await Promise.all(widgetsNamed(template.blocks).map(async (id) => {
    const definition = registry.get(id);
    if (!definition) return;
    const report = await definition.report().catch(() => null);
    if (report) loaded.set(id, { definition, report });
  }));
  return loaded;
}
