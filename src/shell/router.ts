import { createRouter, createWebHistory } from 'vue-router';
import type { RouteRecordRaw, Router } from 'vue-router';
import type { SessionView } from '@/access/session-view';
import type { Action } from '@/domain/access';
import DashboardPage from './DashboardPage.vue';

export interface RouterParts {
  /** Id of the dashboard that the bare address leads to. */
  readonly home: () => string;
  /** Who looks; null in direct mode. */
  readonly view: () => SessionView | null;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Offered to who may do this. Whoever comes by address is told, and the gateway answers nothing. */
    action?: Action;
    /** Only where the page has a gateway. */
    gateway?: boolean;
  }
}

const REPORTS: readonly RouteRecordRaw[] = [
  { path: '/reports', name: 'reports', meta: { gateway: true }, component: () => import('./reports/RegisterPage.vue') },
  { path: '/reports/new', name: 'report-new', meta: { action: 'report.write', gateway: true }, component: () => import('./reports/NewReportPage.vue') },
  { path: '/reports/duties', name: 'report-duties', meta: { gateway: true }, component: () => import('./reports/DutiesPage.vue') },
  { path: '/reports/schedules', name: 'report-schedules', meta: { gateway: true }, component: () => import('./reports/SchedulesPage.vue') },
  { path: '/reports/templates', name: 'report-templates', meta: { action: 'template.edit', gateway: true }, component: () => import('./reports/TemplatesPage.vue') },
  { path: '/reports/templates/:id/edit', name: 'report-template-edit', meta: { action: 'template.edit', gateway: true }, component: () => import('./reports/TemplateEditPage.vue') },
  { path: '/reports/:id', name: 'report', meta: { gateway: true }, component: () => import('./reports/ReportPage.vue') },
  { path: '/views', name: 'kept-views', meta: { gateway: true }, component: () => import('./kept-views/KeptViewsPage.vue') },
  { path: '/views/:id', name: 'kept-view', meta: { gateway: true }, component: () => import('./kept-views/KeptViewPage.vue') },
];

const ADMINISTRATION: readonly RouteRecordRaw[] = [
  { path: '/admin/screens', name: 'admin-screens', meta: { action: 'screen.pair', gateway: true }, component: () => import('./admin/ScreensPage.vue') },
  { path: '/admin/people', name: 'admin-people', meta: { action: 'people.read', gateway: true }, component: () => import('./admin/PeoplePage.vue') },
  { path: '/admin/sources', name: 'admin-sources', meta: { action: 'operate', gateway: true }, component: () => import('./admin/SourcesPage.vue') },
  { path: '/admin/datasets', name: 'admin-datasets', meta: { action: 'dataset.author', gateway: true }, component: () => import('./authoring/DatasetsPage.vue') },
  { path: '/admin/audit', name: 'admin-audit', meta: { action: 'audit.read', gateway: true }, component: () => import('./admin/AuditPage.vue') },
];

/** Addresses of the portal. The query holds the scope (`unit`, `period`, `map`) and may set `theme` and `lang` for one visit. */
export function createPortalRouter({ home, view }: RouterParts): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', redirect: (to) => ({ path: `/dashboards/${home()}`, query: to.query }) },
      { path: '/dashboards', name: 'library', component: () => import('./dashboards/LibraryPage.vue') },
      { path: '/dashboards/:dashboard', name: 'dashboard', component: DashboardPage },
      { path: '/dashboards/:dashboard/edit', name: 'dashboard-edit', meta: { gateway: true }, component: () => import('./dashboards/EditorPage.vue') },
      { path: '/indicators', name: 'indicators', component: () => import('./catalogue/IndicatorsPage.vue') },
      { path: '/indicators/:indicator', name: 'indicator', component: () => import('./catalogue/IndicatorPage.vue') },
      { path: '/systems', name: 'systems', component: () => import('./catalogue/SystemsPage.vue') },
      { path: '/systems/:system', name: 'system', component: () => import('./catalogue/SystemPage.vue') },
      { path: '/codes', name: 'codes', component: () => import('./catalogue/CodesPage.vue') },
      { path: '/gallery/:widget?', name: 'gallery', component: () => import('./gallery/GalleryPage.vue') },
      { path: '/show', name: 'show', meta: { gateway: true }, component: () => import('./screen/WallPage.vue') },
      { path: '/screen', name: 'screen', meta: { gateway: true }, component: () => import('./screen/ScreenPage.vue') },
      { path: '/signed-in', name: 'signed-in', meta: { gateway: true }, component: () => import('./session/SignedInPage.vue') },
      ...REPORTS,
      ...ADMINISTRATION,
      { path: '/wall', name: 'wall-console', meta: { action: 'screen.command', gateway: true }, component: () => import('./wall/ConsolePage.vue') },
      { path: '/wall/scenes/:scene?', name: 'wall-scenes', meta: { action: 'scene.edit', gateway: true }, component: () => import('./wall/ScenePage.vue') },
      { path: '/data/uploads', name: 'uploads', meta: { action: 'dataset.load', gateway: true }, component: () => import('./uploads/UploadsPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
  router.beforeEach((to) => {
    const reader = view();
    if (to.meta.gateway && !reader) return '/';
    // A wall has nothing to administer and nobody to do it.
    const isScreen = reader?.actor.kind === 'screen';
    if (isScreen !== (to.name === 'show')) return isScreen ? { path: '/show' } : '/';
    return true;
  });
  return router;
}
