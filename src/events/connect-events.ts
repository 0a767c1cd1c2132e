import type { Json } from '@/domain/dataset';
import type { StreamEvent } from './frame';

/** What of the query client a change of figures reaches. */
export interface ChangedQueries {
  invalidate(dataset: string, key?: string): void;
  resync(): void;
}

export interface EventTargets {
  readonly queries: ChangedQueries;
  /** A shared document has another revision; null: any may have. */
  readonly onDocument: (document: { readonly kind: string; readonly id: string; readonly revision: number } | null) => void;
  /** Ask for the session again: rights may have changed. */
  readonly onRights: () => void;
  readonly onSessionEnded: (reason: string) => void;
  readonly onScreenCommand: (command: string, argument: string | null) => void;
  readonly onConfiguration: () => void;
  /** Screens, walls or what they show changed; only operators are told. */
  readonly onWall?: () => void;
  /** Remarks on figures of a dataset changed; null: any may have. */
  readonly onAnnotations?: (dataset: string | null) => void;
  /** Reports of a unit changed; null: of any may have. */
  readonly onReports?: (unit: string | null) => void;
}

/** Brings what the stream tells to whom it concerns: pass the result to `openEventStream`. Payloads that say nothing are passed over. */
export function connectEvents(targets: EventTargets): { readonly onEvent: (event: StreamEvent) => void; readonly onResync: () => void } {
  return {
    onResync: () => {
      targets.onRights();
      targets.onConfiguration();
      targets.onWall?.();
      targets.onAnnotations?.(null);
      targets.onReports?.(null);
      targets.onDocument(null);
      targets.queries.resync();
    },
    onEvent: ({ kind, payload }) => {
      switch (kind) {
        case 'dataset-changed': {
          const dataset = text(payload['dataset']);
          if (dataset !== null) targets.queries.invalidate(dataset, text(payload['query']) ?? undefined);
          return;
        }
        case 'document-changed': {
          const [of, id, revision] = [text(payload['kind']), text(payload['id']), payload['revision']];
          if (of !== null && id !== null && typeof revision === 'number') targets.onDocument({ kind: of, id, revision });
          return;
        }
        case 'rights-changed': return targets.onRights();
        case 'session-ended': return targets.onSessionEnded(text(payload['reason']) ?? 'ended');
        case 'screen-command': {
          const command = text(payload['command']);
          if (command !== null) targets.onScreenCommand(command, text(payload['argument']));
          return;
        }
        case 'configuration-changed': return targets.onConfiguration();
        case 'wall-changed': return targets.onWall?.();
        case 'annotation-changed': return targets.onAnnotations?.(typeof payload['dataset'] === 'string' ? payload['dataset'] : null);
        case 'report-changed': return targets.onReports?.(text(payload['unit']));
      }
    },
  };
}

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
