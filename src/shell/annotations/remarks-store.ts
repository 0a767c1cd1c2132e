import { defineStore } from 'pinia';
import { createBoard } from '@/annotations/board';
import { onAnnotationChange } from '../session/annotation-news';
import { useGateway } from '../use-gateway';

/** `crypto.randomUUID` exists only on secure pages; an intranet may have none. */
const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** What people remarked on the figures of this page; one for all tiles and dialogs. Another reader gets another page. */
export const useRemarks = defineStore('remarks', () => {
  const board = createBoard(useGateway(), newKey);
  onAnnotationChange(board.onChange);
  return { board };
});
