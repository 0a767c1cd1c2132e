import type { Scope } from '@/domain/scope';
import { unexpired } from '@/widget-kit/host/tile-standing';
import type { Block } from '@/widget-kit/blocks';
import type { Slots } from '@/widget-kit/widget';
import type { DocumentBlock } from '../document/document';
import { widgetQuestions } from '../freeze/questions';
import type { TemplateBlock } from '../template/template';
import { snapshotsOf } from './context';
import type { Composing } from './context';
import type { PaperWidget } from './paper-widgets';
import { documentBlocks } from './widget-blocks';

type WidgetBlock = Extract<TemplateBlock, { readonly kind: 'widget' }>;

const said = (id: string, text: string): readonly DocumentBlock[] => [{ kind: 'paragraph', id, style: 'missing', runs: [{ kind: 'text', text }] }];

/** What a widget block prints for a scope; a widget that is not there, cannot be asked or breaks costs its own part and says so. */
export function widgetPart(block: WidgetBlock, id: string, scope: Scope, caption: string | null, composing: Composing): readonly DocumentBlock[] {
  const { input: { widgets, frozen }, province, words } = composing;
  const widget = widgets.get(block.widget);
  if (!widget?.report.model || !widget.report.messages) return said(id, words.noWidget(block.widget));
  const asked = widgetQuestions(block, scope, province, widgets, frozen.at);
  if (!asked) return said(id, words.badOptions(block.widget));
  const blocks = blocksOf(widget, { ...asked, scope }, composing);
  if (!blocks) return said(id, words.failedWidget(block.widget));
  if (blocks.length === 0) return said(id, words.nothing);
  return documentBlocks(blocks, { composing, slots: asked.slots, messages: widget.report.messages, id, caption });
}

function blocksOf({ report }: PaperWidget, asked: { readonly options: unknown; readonly slots: Slots; readonly scope: Scope }, { province, book, input: { frozen: { at } } }: Composing): readonly Block[] | null {
  const { slots, scope, options } = asked;
  const snapshots = unexpired({ slots, snapshots: snapshotsOf(slots, book), province, vm: null, scope, now: at, online: true });
  try {
    return report.report(report.model?.({ options, scope, province, now: at, snapshots }) ?? { empty: true, attention: 'unknown' });
  } catch {
    // A bug of one widget costs its own part and no other.
    return null;
  }
}
