import { createRegistry } from '@/widget-kit/registry';
import type { WidgetRegistry } from '@/widget-kit/registry';
import type { AnyWidget } from '@/widget-kit/widget';

/** Every folder of `widgets/` is a widget; nobody keeps a list. The template is not one. */
export const builtInWidgets = (): WidgetRegistry =>
  createRegistry(Object.values(
    import.meta.glob<AnyWidget>(['/widgets/*/index.ts', '!/widgets/_template/index.ts'], { import: 'default', eager: true }),
  ));
