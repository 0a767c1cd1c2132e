import type { InjectionKey } from 'vue';
import type { Province } from '@/config/province';
import type { DashboardParts } from '@/dashboards/use-dashboard';
import type { UnitCode } from '@/domain/org-unit/types';

/** What a page may bring for the zones on it. Without it only the pack's own dashboards are found, and nobody is at home anywhere. */
export interface WallParts {
  /** Units of whoever looks: what a dashboard of "one's own unit" opens with. */
  readonly home: () => readonly UnitCode[];
  /** How dashboards that people keep are had. */
  readonly dashboards: Pick<DashboardParts, 'workspace' | 'ask' | 'onChange'>;
}
export const WALL_PARTS: InjectionKey<WallParts> = Symbol('wall-parts');

const ALONE: Pick<DashboardParts, 'workspace' | 'ask' | 'onChange'> = { workspace: () => undefined, ask: null, onChange: () => () => undefined };

/** How a zone finds its dashboards. */
export const dashboardParts = (parts: WallParts | null, province: () => Province): DashboardParts => ({ ...(parts?.dashboards ?? ALONE), province });
