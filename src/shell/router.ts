import { createRouter, createWebHistory } from 'vue-router';
import type { Router } from 'vue-router';
import DashboardPage from './DashboardPage.vue';

/** Addresses of the portal. The query holds the scope (`unit`, `period`, `map`) and may set `theme` and `lang` for one visit. */
export function createPortalRouter(defaultDashboard: string): Router {
  return createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', redirect: (to) => ({ path: `/dashboards/${defaultDashboard}`, query: to.query }) },
      { path: '/dashboards/:dashboard', name: 'dashboard', component: DashboardPage },
      { path: '/gallery/:widget?', name: 'gallery', component: () => import('./gallery/GalleryPage.vue') },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
}
