import { clustersIn, columnsOf, indexPoints } from './clusters';
import type { Cluster, ClusterIndex, View } from './clusters';
import type { ClusterRequest } from './cluster-worker';
import type { MapPoint } from './spec';

/** Points up to this number are clustered on the page itself (2,000: some 20 ms, once); more go to a worker. */
export const WORKER_FROM = 2_000;

/** Holds the points and answers what to draw; an answer overtaken by a newer question never comes. */
export interface Clusterer {
  /** `radius`: px within which points are drawn as one. */
  load(points: readonly MapPoint[], radius: number): void;
  ask(view: View, zoom: number, answer: (clusters: readonly Cluster[]) => void): void;
  dispose(): void;
}

export function createClusterer(): Clusterer {
  let index: ClusterIndex | null = null;
  let worker: Worker | null = null;
  let asked = 0;

  const stopWorker = (): void => {
    worker?.terminate();
    worker = null;
  };
  return {
    load(points, radius) {
      asked += 1;
      if (points.length >= WORKER_FROM) {
        index = null;
        worker ??= new Worker(new URL('./cluster-worker.ts', import.meta.url), { type: 'module' });
        worker.postMessage({ load: columnsOf(points, radius) } satisfies ClusterRequest);
        return;
      }
      stopWorker();
      index = indexPoints(columnsOf(points, radius));
    },
    ask(view, zoom, answer) {
      const ask = ++asked;
      if (worker) {
        worker.onmessage = (event: MessageEvent<{ readonly ask: number; readonly clusters: readonly Cluster[] }>) => {
          if (event.data.ask === asked) answer(event.data.clusters);
        };
        worker.postMessage({ ask, view, zoom } satisfies ClusterRequest);
        return;
      }
      if (index) answer(clustersIn(index, view, zoom));
    },
    dispose() {
      asked += 1;
      index = null;
      stopWorker();
    },
  };
}
