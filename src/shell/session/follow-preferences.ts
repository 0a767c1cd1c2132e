import { isRecord } from '@/config/schema/values';
import type { Json } from '@/domain/dataset';
import { joined } from '@/state/compare';
import type { Conflict, DocumentState } from '@/state/document-state';
import { bodyOf, MY_PREFERENCES, readBody } from '@/state/documents';
import type { Workspace } from '@/state/workspace';
import type { Choice } from '../stores/preferences';

/** The choices as the page holds them. */
export interface HeldChoices {
  readonly unsaved: () => Choice;
  readonly adopt: (choice: Choice) => void;
  readonly saved: (change: Choice) => void;
  /** What the person marked, whenever the document says it. */
  readonly mark: (favourites: readonly string[]) => void;
  readonly tellClash: (isClash: boolean) => void;
  /** Said of a change in the document's history. */
  readonly reasonOf: (change: Choice) => string;
}

export interface PreferencesFollower {
  /** There is something new in `unsaved`. */
  readonly save: () => Promise<void>;
  readonly stop: () => void;
}

type Work = Pick<Workspace, 'observe' | 'edit' | 'save' | 'resolve'>;
const KIND = 'preferences';

/**
 * Keeps what a person chose and their document the same: the page shows what the document says, and what is chosen on the page becomes a
 * save of it. Different choices at two devices are brought together; two choices of one thing wait for the person.
 */
export function followPreferences(workspace: Work, choices: HeldChoices): PreferencesFollower {
  let state: DocumentState | null = null;
  let isSaving = false;
  let isMerging = false;
  let isFirst = true;

  function heard(now: DocumentState): void {
    state = now;
    const body = now.conflict && together(now.conflict);
    choices.tellClash(now.conflict !== null && body === null);
    if (body !== null && !isMerging) void bringTogether(body);
    if (now.phase !== 'loading') {
      choices.adopt(choiceIn(now.body));
      choices.mark(marksIn(now.body));
      // Changed by a page that did not live to save it.
      if (isFirst && now.sending === 'draft' && now.kept !== 'writing') void workspace.save(KIND, MY_PREFERENCES, '');
      isFirst = false;
    }
    void save();
  }

  async function bringTogether(body: Json): Promise<void> {
    isMerging = true;
    await workspace.resolve(KIND, MY_PREFERENCES, { body });
    isMerging = false;
  }

  /** The document is known, or the gateway cannot be asked: then the choice is the first that this device knows of. */
  const mayBegin = (): boolean => state !== null && (state.phase !== 'loading' || state.trouble !== null);

  async function save(): Promise<void> {
    if (isSaving) return;
    isSaving = true;
    for (let change = choices.unsaved(); mayBegin() && Object.keys(change).length > 0; change = choices.unsaved()) {
      const body = state?.body ?? null;
      // Of a later portal: this one must not write over what it cannot read. The choice then lasts as long as the page.
      if (body !== null && !readBody(KIND, body).ok) break;
      await workspace.edit(KIND, MY_PREFERENCES, isRecord(body) ? { ...body, ...change } : bodyOf(KIND, change));
      choices.saved(change);
      await workspace.save(KIND, MY_PREFERENCES, choices.reasonOf(change));
    }
    isSaving = false;
  }

  return { save, stop: workspace.observe(KIND, MY_PREFERENCES, heard) };
}

/** Both sides in one, where they did not change the same thing. Who began without a document began with no choice at all. */
function together({ base, mine, theirs }: Conflict): Json {
  const body = theirs.deleted ? null : joined(base ?? {}, mine, theirs.body);
  const read = readBody(KIND, body);
  return read.ok && read.value.faults.length === 0 ? body : null;
}

function choiceIn(body: Json): Choice {
  const read = body === null ? null : readBody(KIND, body);
  if (!read?.ok) return {};
  const { theme, language } = read.value.body;
  return { ...(theme ? { theme } : {}), ...(language ? { language } : {}) };
}

function marksIn(body: Json): readonly string[] {
  const read = body === null ? null : readBody(KIND, body);
  return read?.ok ? (read.value.body.favourites ?? []) : [];
}
