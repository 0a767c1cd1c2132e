import { EMPTY_SHELF, shelfKey, type Outgoing, type Shelf, type ShelfId, type Trouble } from '@/cache/work-record';
import type { Json } from '@/domain/dataset';
import type { DocumentState } from './document-state';
import { DOCUMENT_KINDS, type DocumentKind } from './documents';
import { askHistory, askList, askRevision } from './history';
import { OpenDocument } from './open-document';
import { OutboxPump } from './outbox-pump';
import { copyFrom, deleteRequest, documentPath, restoreRequest, troubleOf, verdictOf, type StateRequest } from './sending';
import { begun, type Choice, conflictOf, discarded, edited, fetched, isOnlyHere, isSame, resolved, saved, settledBody, shownBody } from './shelf';
import type { Workspace, WorkspaceParts } from './workspace';

/** How often a deed that needs the gateway is sent before the person is told. */
const TRIES = 3;

/** See {@link Workspace}. */
export class LocalWorkspace implements Workspace {
  readonly #parts: WorkspaceParts;
  readonly #open = new Map<string, OpenDocument>();
  readonly #pump: OutboxPump;
  readonly #stopListening: () => void;
  #sending: ShelfId | null = null;
  #closed = false;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.#pump = new OutboxPump({
      ...parts,
      update: (at, change) => this.#change(this.#find(at), change),
      onProgress: (sending) => {
        const before = this.#sending;
        this.#sending = sending;
        for (const at of [before, sending]) if (at) this.#tell(this.#find(at));
        if (this.#pump.needsSignIn) this.#open.forEach((document) => this.#tell(document));
      },
    });
    this.#stopListening = parts.channel.listen((at) => this.#onOtherTab(at));
  }

  get mode(): 'indexeddb' | 'memory' {
    return this.#parts.store.mode;
  }
  get notice(): Workspace['notice'] {
    return this.#parts.store.notice;
  }

  observe = (kind: DocumentKind, id: string, listener: (state: DocumentState) => void): (() => void) => {
    const document = this.#find(this.#at(kind, id));
    document.listeners.add(listener);
    listener(this.#stateOf(document));
    void this.open(kind, id);
    return () => void document.listeners.delete(listener);
  };

  open = async (kind: DocumentKind, id: string): Promise<DocumentState> => {
    const document = this.#find(this.#at(kind, id));
    await this.#load(document);
    void this.#ask(document);
    return this.#stateOf(document);
  };

  begin = async (kind: DocumentKind, id: string, body: unknown): Promise<void> => {
    const copy = JSON.parse(JSON.stringify(body)) as Json;
    await this.#change(this.#find(this.#at(kind, id)), (shelf) => begun(shelf, copy, this.#parts.clock()));
  };

  edit = async (kind: DocumentKind, id: string, body: unknown): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    if (!document.shelf) await this.#load(document);
    // Copied as JSON: a view's reactive object neither goes to disk nor stays as it is.
    const copy = JSON.parse(JSON.stringify(body)) as Json;
    const before = this.#shown(document);
    if (isSame(before, copy)) return;
    document.undo.step(before);
    await this.#write(document, copy);
  };

  undo = async (kind: DocumentKind, id: string): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    const body = document.undo.back(this.#shown(document));
    if (body !== undefined) await this.#write(document, body);
  };
  redo = async (kind: DocumentKind, id: string): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    const body = document.undo.forward(this.#shown(document));
    if (body !== undefined) await this.#write(document, body);
  };

  discard = async (kind: DocumentKind, id: string): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    const shown = this.#shown(document);
    document.unwritten = null;
    await this.#change(document, discarded);
    if (!isSame(shown, this.#shown(document))) document.undo.step(shown);
    this.#tell(document);
  };

  save = async (kind: DocumentKind, id: string, reason: string, holder: Outgoing['holder'] = null): Promise<void> => {
    const saveKey = this.#parts.newKey();
    await this.#change(this.#find(this.#at(kind, id)), (shelf, order) => saved(shelf, { saveKey, reason, holder, order, now: this.#parts.clock() }));
    this.#pump.kick();
  };

  resolve = async (kind: DocumentKind, id: string, choice: Choice): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    const mine = this.#shown(document);
    const saveKey = this.#parts.newKey();
    await this.#change(document, (shelf, order) => resolved(shelf, choice, { saveKey, order, reason: conflictOf(shelf)?.reason ?? '', holder: null, now: this.#parts.clock() }));
    // What was let go of can still be brought back by one step, as long as the page lives.
    if (!isSame(mine, this.#shown(document))) document.undo.step(mine);
    this.#tell(document);
    this.#pump.kick();
  };

  keepBoth = async (kind: DocumentKind, id: string, newId: string, rename: (body: Json) => Json): Promise<void> => {
    const document = this.#find(this.#at(kind, id));
    const reason = (document.shelf && conflictOf(document.shelf)?.reason) ?? '';
    // The copy is on disk before the original is let go of.
    await this.edit(kind, newId, rename(this.#shown(document)));
    await this.save(kind, newId, reason, { owner: 'me' });
    await this.resolve(kind, id, 'theirs');
  };

  list: Workspace['list'] = (kind, after) => askList(this.#parts.send, kind, after);
  history: Workspace['history'] = (kind, id, before) => askHistory(this.#parts.send, this.#at(kind, id), before);
  revision: Workspace['revision'] = (kind, id, revision) => askRevision(this.#parts.send, this.#at(kind, id), revision);
  restore: Workspace['restore'] = (kind, id, revision, reason) =>
    this.#deed(kind, id, (at, current, saveKey) => restoreRequest(at, revision, reason, current, saveKey));
  remove: Workspace['remove'] = (kind, id, reason) => this.#deed(kind, id, (at, current, saveKey) => deleteRequest(at, reason, current, saveKey));

  onRemoteChange = (kind: string, id: string, revision: number): void => {
    const known = DOCUMENT_KINDS.find((each) => each === kind);
    const document = known && this.#open.get(shelfKey(this.#at(known, id)));
    if (document && (document.shelf?.copy?.revision ?? 0) < revision) void this.#ask(document);
  };
  resync = (): void => this.#open.forEach((document) => void this.#ask(document));
  resume = (): void => {
    this.#pump.resume();
    this.resync();
  };

  pending: Workspace['pending'] = async () => {
    const { store, person } = this.#parts;
    return { saves: await store.waiting(person.id), drafts: await store.drafts(person.id) };
  };
  leave = async (choice: 'keep' | 'discard'): Promise<void> => {
    await Promise.all([...this.#open.values()].map((document) => this.#flush(document)));
    this.close();
    await this.#parts.store.forget(this.#parts.person.id, choice === 'keep' ? 'copies' : 'everything');
  };
  close = (): void => {
    this.#closed = true;
    this.#pump.stop();
    this.#stopListening();
    this.#open.clear();
  };

  #at(kind: DocumentKind, id: string): ShelfId & { readonly kind: DocumentKind } {
    return { owner: this.#parts.person.id, kind, id };
  }

  #find(at: ShelfId): OpenDocument {
    const key = shelfKey(at);
    const found = this.#open.get(key) ?? new OpenDocument({ ...at, kind: DOCUMENT_KINDS.find((each) => each === at.kind) ?? 'preferences' });
    this.#open.set(key, found);
    return found;
  }

  #shown({ unwritten, writing, shelf }: OpenDocument): Json {
    return unwritten?.body ?? writing?.body ?? shownBody(shelf ?? EMPTY_SHELF);
  }
  #stateOf(document: OpenDocument): DocumentState {
    const isSending = this.#sending !== null && shelfKey(this.#sending) === shelfKey(document.at);
    return document.state({ isSending, needsSignIn: this.#pump.needsSignIn, mode: this.mode });
  }
  #tell(document: OpenDocument): void {
    if (this.#closed) return;
    const state = this.#stateOf(document);
    for (const listener of document.listeners) listener(state);
  }

  async #load(document: OpenDocument): Promise<void> {
    await document.inOrder(async () => {
      document.shelf = await this.#parts.store.read(document.at);
    });
    this.#tell(document);
  }

  /** Shown before it is written, and said to be; several at once go to disk as the last of them. */
  async #write(document: OpenDocument, body: Json): Promise<void> {
    document.unwritten = { body };
    this.#tell(document);
    await this.#flush(document);
  }
  async #flush(document: OpenDocument): Promise<void> {
    await document.inOrder(() => this.#writeOut(document));
    this.#tell(document);
  }
  async #writeOut(document: OpenDocument): Promise<void> {
    const { unwritten } = document;
    if (!unwritten) return;
    document.unwritten = null;
    document.writing = unwritten;
    await this.#onDisk(document, (shelf) => edited(shelf, unwritten.body, this.#parts.clock()));
    document.writing = null;
  }

  /** What was typed before goes to disk before, so that no step of a shelf passes it by. */
  async #change(document: OpenDocument, change: (shelf: Shelf, nextOrder: number) => Shelf): Promise<void> {
    await document.inOrder(async () => {
      await this.#writeOut(document);
      if (!this.#closed) await this.#onDisk(document, change);
    });
    this.#tell(document);
  }
  async #onDisk(document: OpenDocument, change: (shelf: Shelf, nextOrder: number) => Shelf): Promise<void> {
    document.shelf = await this.#parts.store.update(document.at, change);
    this.#parts.channel.post(document.at);
  }

  #onOtherTab(at: ShelfId): void {
    const document = at.owner === this.#parts.person.id ? this.#open.get(shelfKey(at)) : undefined;
    if (document) void this.#load(document);
    // The other tab may have been the one that sends, and may be gone before it has.
    this.#pump.kick();
  }

  /** Asks the gateway for its copy; asked for while asking, once more afterwards. */
  async #ask(document: OpenDocument): Promise<void> {
    if (document.asking !== 'no') {
      document.asking = 'again';
      return;
    }
    do {
      document.asking = 'yes';
      await this.#askOnce(document);
    } while (isAgain(document) && !this.#closed);
    document.asking = 'no';
    this.#tell(document);
  }
  async #askOnce(document: OpenDocument): Promise<void> {
    const seen = document.shelf?.copy?.revision ?? null;
    const isListed = seen !== null || (!isOnlyHere(document.shelf ?? EMPTY_SHELF) && (await this.#isListed(document)));
    const answer = isListed ? await this.#parts.send({ method: 'GET', path: documentPath(document.at) }) : null;
    if (this.#closed) return;
    const copy = answer?.ok ? copyFrom(answer.value.body) : null;
    const isGone = !answer || (!answer.ok && answer.error.status === 404);
    document.trouble = !answer || answer.ok || isGone ? null : troubleOf(answer.error);
    document.asked = document.asked || copy !== null || isGone;
    if (!copy && !isGone) return;
    const before = document.shelf ? settledBody(document.shelf) : null;
    await this.#change(document, (shelf) => fetched(shelf, copy, seen));
    const shelf = document.shelf ?? EMPTY_SHELF;
    if (!shelf.draft && !isSame(before, settledBody(shelf))) document.undo.clear();
  }

  /** Most people have no preferences yet, which is no fault: a list says so where a question for the document would be refused. */
  async #isListed({ at }: OpenDocument): Promise<boolean> {
    if (at.kind !== 'preferences') return true;
    const found = await askList(this.#parts.send, at.kind);
    return !found.ok || found.value.items.some(({ id }) => id === at.id);
  }

  async #deed(kind: DocumentKind, id: string, requestOf: (at: ShelfId, current: number, saveKey: string) => StateRequest): Promise<Trouble | null> {
    const document = this.#find(this.#at(kind, id));
    if (!document.shelf?.copy) await this.open(kind, id);
    const request = requestOf(document.at, document.shelf?.copy?.revision ?? 0, this.#parts.newKey());
    for (let left = TRIES; ; left -= 1) {
      const answer = await this.#parts.send(request);
      const verdict = verdictOf(answer);
      if (verdict.kind === 'again' && left > 1) continue;
      await this.#ask(document);
      return verdict.kind === 'taken' ? null : answer.ok ? { code: 'unexpected', status: answer.value.status, hint: null, at: null } : troubleOf(answer.error);
    }
  }
}

const isAgain = (document: OpenDocument): boolean => document.asking === 'again';
