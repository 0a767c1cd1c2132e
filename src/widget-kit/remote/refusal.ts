/** Why a widget of somebody else is not run. Each has its sentence under `remote.<reason>` in the shared messages. */
export const REFUSALS = ['not-loaded', 'wrong-bytes', 'wrong-contract', 'not-a-widget', 'too-slow', 'failed'] as const;
export type RefusalReason = (typeof REFUSALS)[number];

/** Thrown to the host of the one tile; `detail` is for whoever made the module, never a path or a stack. */
export class WidgetRefused extends Error {
  override readonly name = 'WidgetRefused';
  constructor(readonly reason: RefusalReason, readonly detail = '') {
    super(detail === '' ? reason : `${reason}: ${detail}`);
  }
}
