import type { ExtensionManifest } from '@/domain/extension';
import { createRegistry } from '@/widget-kit/registry';
import type { WidgetRegistry } from '@/widget-kit/registry';
import { remoteWidget } from '@/widget-kit/remote/remote-widget';
import type { AnyWidget } from '@/widget-kit/widget';

/**
 * Every folder of `widgets/` is a widget; nobody keeps a list. The template is not one. Those of others that the pack allows stand beside
 * them, fetched only when a tile shows them; none takes the place of ours.
 */
export function builtInWidgets(extensions: ReadonlyMap<string, ExtensionManifest> = new Map()): WidgetRegistry {
  const own = Object.values(import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true }));
  const taken = new Set(own.map((widget) => widget.id));
  const others = [...extensions.values()].filter(({ id }) => !taken.has(id)).map((manifest) => remoteWidget(manifest));
  return createRegistry([...own, ...others]);
}
