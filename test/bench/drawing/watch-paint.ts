/** Counts what makes the browser paint: changes of the document, and strokes on a canvas. */
export interface PaintWatch {
  count(): number;
  clear(): void;
}

/** Said to who listens, and drawn nowhere. */
const UNSEEN = 'aria-busy';

export function watchPaint(root: Element): PaintWatch {
  let count = 0;
  const take = (records: readonly MutationRecord[]): void => { count += records.filter(({ attributeName }) => attributeName !== UNSEEN).length; };
  const observer = new MutationObserver(take);
  observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
  // Every picture of a chart or of points begins by wiping the canvas.
  const wipe = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function clearCounted(...box) {
    count += 1;
    wipe.apply(this, box);
  };
  return {
    count: () => {
      take(observer.takeRecords());
      return count;
    },
    clear: () => {
      observer.takeRecords();
      count = 0;
    },
  };
}
