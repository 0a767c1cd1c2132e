import type { PackFault } from '@/config/config-fault';
import type { Province } from '@/config/province';
import { figureFields } from '../../fields/parse-fields';
import { textsOf } from '../../freeze/questions';
import type { ReportTemplate, TemplateBlock } from '../../template/template';
import { isContainer, outlineOf } from './tree';

/** Something to mend before the template is used. */
export interface BuilderIssue {
  /** Words are found by it. */
  readonly code: 'field' | 'fault' | 'unread' | 'indicator' | 'widget' | 'empty';
  /** Block it stands in; null for the template itself, or a block that could not be read. */
  readonly at: string | null;
  readonly params: Readonly<Record<string, string>>;
}

/** What cannot be filled or shown as the template stands: broken fields, what this province does not count, sections that hold nothing. Pure. */
export function issuesOf(template: ReportTemplate, faults: readonly PackFault[], province: Pick<Province, 'indicators'>, knowsWidget: (id: string) => boolean): readonly BuilderIssue[] {
  const ofFaults = faults.map(({ code, pointer, expected, got }): BuilderIssue => ({ code: code === 'pattern' ? 'field' : 'fault', at: code === 'pattern' ? blockAt(template, pointer) : null, params: { pointer, expected, got } }));
  const ofBlocks = outlineOf(template.blocks).flatMap(({ block }): readonly BuilderIssue[] => [
    ...indicatorsOf(block).filter((id) => !province.indicators.has(id)).map((name): BuilderIssue => ({ code: 'indicator', at: block.id, params: { name } })),
    ...(block.kind === 'widget' && !knowsWidget(block.widget) ? [{ code: 'widget', at: block.id, params: { name: block.widget } } as const] : []),
    ...(isContainer(block) && block.blocks.length === 0 ? [{ code: 'empty', at: block.id, params: {} } as const] : []),
  ]);
  const known = new Set<string>();
  return [...ofFaults, ...ofBlocks].filter((issue) => { const key = JSON.stringify([issue.code, issue.at, issue.params['name'] ?? issue.params['got']]); const isNew = !known.has(key); known.add(key); return isNew; });
}

function indicatorsOf(block: TemplateBlock): readonly string[] {
  const own = block.kind === 'indicators' ? block.indicators : block.kind === 'trend' || block.kind === 'ranking' ? [block.indicator] : [];
  const when = block.when?.kind === 'indicator' ? [block.when.indicator] : [];
  return [...new Set([...own, ...when, ...textsOf(block).flatMap(figureFields).map(({ indicator }) => indicator)])];
}

/** The inmost block that a pointer into a template goes through. */
export function blockAt({ blocks }: Pick<ReportTemplate, 'blocks'>, pointer: string): string | null {
  const steps = pointer.split('/').slice(1);
  let [found, list]: [string | null, readonly TemplateBlock[]] = [null, blocks];
  for (let at = 0; steps[at] === 'blocks'; at += 2) {
    const block = list[Number(steps[at + 1])];
    if (!block) break;
    [found, list] = [block.id, isContainer(block) ? block.blocks : []];
  }
  return found;
}
