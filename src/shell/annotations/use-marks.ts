import { shallowRef } from 'vue';
import type { AnnotationBoard } from '@/annotations/board';
import { axisMarks } from '@/annotations/model';
import type { Portal } from '@/widget-kit/context';
import { useSession } from '../stores/session';
import { whenReady } from '../session/when-ready';

/** Marks of remarks for the charts of a page; nothing before the first picture stands, on a wall, or for who is not signed in. */
export function useMarks(wanted: () => boolean): Portal['marks'] {
  const session = useSession();
  const board = shallowRef<AnnotationBoard | null>(null);
  if (session.person !== null) {
    void whenReady().then(() => import('./remarks-store')).then(({ useRemarks }) => { board.value = useRemarks().board; }, () => undefined);
  }
  return (dataset, indicator, unit) => (board.value && wanted() ? axisMarks(board.value.of(dataset).annotations, { dataset, indicator, unit }) : []);
}
