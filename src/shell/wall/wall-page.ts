import { computed, provide } from 'vue';
import type { ComputedRef } from 'vue';
import { useWorkspace } from '@/state/use-document';
import type { Call } from '@/wall/console/send-command';
import { WALL_PARTS } from '@/wall/wall-parts';
import { PORTAL } from '@/widget-kit/context';
import { makePortal } from '@/widget-kit/make-portal';
import { usePage } from '../make-portal';
import { onDocumentChange } from '../session/document-news';
import { unitsOf } from '../session/session-model';
import { useSession } from '../stores/session';
import { useGateway } from '../use-gateway';

export interface WallPage {
  readonly call: Call;
  readonly mayDrive: ComputedRef<boolean>;
  readonly mayPlan: ComputedRef<boolean>;
  readonly mayEdit: ComputedRef<boolean>;
  /** Build of the gateway that gave this page out. */
  readonly build: string;
}

/** What every page about walls stands on: a portal for what is drawn in small, and the gateway. Call it once a page. */
export function useWallPage(): WallPage {
  const session = useSession();
  const call = useGateway();
  const workspace = useWorkspace();
  const page = usePage();
  provide(PORTAL, makePortal({ ...page.parts, changeScope: () => undefined, standings: page.standings }));
  provide(WALL_PARTS, {
    home: () => unitsOf(session.view),
    dashboards: { workspace: () => workspace.value, ask: null, onChange: onDocumentChange },
  });
  return {
    call,
    mayDrive: computed(() => session.may('screen.command')),
    mayPlan: computed(() => session.may('screen.pair')),
    mayEdit: computed(() => session.may('scene.edit')),
    build: document.querySelector('meta[name="build"]')?.getAttribute('content') ?? '',
  };
}
