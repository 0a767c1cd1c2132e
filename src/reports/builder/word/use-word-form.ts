import { onScopeDispose, shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';
import type { UnitCode } from '@/domain/org-unit/types';
import { usePortal } from '@/widget-kit/use-widget';
import type { ReportDocument } from '../../document/document';
import { problemText } from '../../pages/report-call';
import type { WordForm } from '../../template/word-form';
import { useBuilder } from '../use-builder';
import { MOST_BYTES, type FormDoor } from './form-door';
import { replaced } from './form-model';
import { useFormWords } from './form-words';

/** Whether the file of the form is in the portal, as far as it was asked. */
export type Presence = 'asking' | 'here' | 'absent' | 'unreached';
export interface WordFormDesk {
  readonly presence: ShallowRef<Presence>;
  /** Name of the file on its way. */
  readonly sending: ShallowRef<string | null>;
  readonly trying: ShallowRef<boolean>;
  /** What went wrong, and each fault of the file in words. */
  readonly trouble: ShallowRef<{ readonly heading: string; readonly lines: readonly string[] } | null>;
  readonly note: ShallowRef<string>;
  take(file: File, unit: UnitCode): Promise<void>;
  cancel(): void;
  askAgain(): void;
  /** Filled with what is shown, for a look. `save` hands it to the person. */
  tryOut(document: ReportDocument, save: (bytes: Blob, name: string) => void): Promise<void>;
}

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Brings, asks for and fills the Word file of the template that is being composed. */
export function useWordForm(door: FormDoor, form: () => WordForm | undefined): WordFormDesk {
  const portal = usePortal();
  const builder = useBuilder();
  const say = useFormWords();
  const [presence, sending, trying] = [shallowRef<Presence>('asking'), shallowRef<string | null>(null), shallowRef(false)];
  const [trouble, note] = [shallowRef<WordFormDesk['trouble']['value']>(null), shallowRef('')];
  /** Bytes that were brought or asked for here, by hash. */
  const known = new Map<string, Uint8Array>();
  let leaving: AbortController | null = null;

  async function ask(hash: string | undefined): Promise<void> {
    if (hash === undefined) return;
    presence.value = known.has(hash) ? 'here' : 'asking';
    if (known.has(hash)) return;
    const reply = await door.bytes(hash);
    if (reply.ok) known.set(hash, reply.value);
    if (form()?.file === hash) presence.value = reply.ok ? 'here' : reply.error.status === 404 ? 'absent' : 'unreached';
  }
  if (typeof window !== 'undefined') watch(() => form()?.file, ask, { immediate: true });
  onScopeDispose(() => leaving?.abort());

  async function take(file: File, unit: UnitCode): Promise<void> {
    [trouble.value, note.value] = [null, ''];
    const flaw = file.size > MOST_BYTES ? 'too-large' : /\.docx$/i.test(file.name) ? null : 'not-word';
    if (flaw) { trouble.value = { heading: say(flaw), lines: [] }; return; }
    leaving?.abort();
    const own = new AbortController();
    [leaving, sending.value] = [own, file.name];
    const reply = await door.bring(file, unit, own.signal);
    if (leaving !== own) return;
    sending.value = null;
    if (!reply.ok) {
      const { faults, problem } = reply.error;
      if (problem.code !== 'cancelled') trouble.value = faults.length > 0 ? { heading: say('refused', { name: file.name }), lines: faults.map((words) => words[portal.language]) } : { heading: problemText(problem, portal.language, say), lines: [] };
      return;
    }
    known.set(reply.value.file, new Uint8Array(await file.arrayBuffer()));
    builder.run({ do: 'word', word: replaced(form(), reply.value) });
    presence.value = 'here';
    note.value = say('taken', { name: reply.value.name, count: reply.value.tags.length });
  }

  async function tryOut(document: ReportDocument, save: (bytes: Blob, name: string) => void): Promise<void> {
    const bytes = known.get(document.word?.file ?? '');
    if (!document.word || !bytes || trying.value) return;
    [trying.value, trouble.value, note.value] = [true, null, ''];
    const [{ fillForm }, { browserPictures }, { faultWords }] = await Promise.all([import('../../own-word/fill-form'), import('../../writers/pictures/browser-pictures'), import('../../own-word/fault-words')]);
    const filled = await fillForm({ ...document, word: document.word }, bytes, browserPictures);
    trying.value = false;
    if (filled.ok) {
      save(new Blob([new Uint8Array(filled.value)], { type: WORD_TYPE }), say('try-name', { name: document.word.name }));
      note.value = say('tried');
    } else trouble.value = { heading: say('try-failed'), lines: filled.error.map((fault) => faultWords(fault)[portal.language]) };
  }
  return { presence, sending, trying, trouble, note, take, tryOut, cancel: () => leaving?.abort(), askAgain: () => void ask(form()?.file) };
}
