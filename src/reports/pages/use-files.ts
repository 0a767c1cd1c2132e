import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { GatewayProblem } from '@/federation/gateway/call';
import type { FetchFile } from './report-call';

export const FILE_FORMATS = ['docx', 'pdf', 'xlsx', 'csv', 'pptx', 'html'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What a person may want of a file. */
export interface FileOptionsChosen {
  /** Between the cells of a CSV. */
  readonly separator: 'semicolon' | 'comma' | 'tab';
  /** Who takes it and when, over every page. */
  readonly watermark: boolean;
}
/** What follows the address of a file. */
export function fileQuery(format: FileFormat, { separator, watermark }: FileOptionsChosen): string {
  const query = new URLSearchParams({ ...(format === 'csv' && separator !== 'semicolon' ? { separator } : {}), ...(watermark ? { watermark: 'viewer' } : {}) });
  return query.size > 0 ? `?${query.toString()}` : '';
}

export interface FileOnItsWay {
  readonly format: FileFormat;
  /** Bytes here; 0 while it is being made. */
  readonly got: number;
  /** Null where nobody said how many there will be. */
  readonly of: number | null;
}
export interface Files {
  readonly onItsWay: ShallowRef<FileOnItsWay | null>;
  /** The format that did not come, and why. */
  readonly failed: ShallowRef<{ readonly format: FileFormat; readonly problem: GatewayProblem } | null>;
  /** The format that came last. */
  readonly done: ShallowRef<FileFormat | null>;
  take(path: string, format: FileFormat, fallbackName: string): Promise<void>;
  cancel(): void;
}

/** Files of a report, one at a time: how far they are, what went wrong, and a way to leave it. `save` hands a whole file to the person. */
export function useFiles(fetchFile: FetchFile, save: (bytes: Blob, name: string) => void): Files {
  const onItsWay = shallowRef<FileOnItsWay | null>(null);
  const failed = shallowRef<Files['failed']['value']>(null);
  const done = shallowRef<FileFormat | null>(null);
  let leaving: AbortController | null = null;
  onScopeDispose(() => leaving?.abort());
  return {
    onItsWay, failed, done,
    async take(path, format, fallbackName) {
      if (onItsWay.value) return;
      const own = new AbortController();
      leaving = own;
      failed.value = null;
      done.value = null;
      onItsWay.value = { format, got: 0, of: null };
      const reply = await fetchFile(path, { signal: own.signal, onBytes: (got, of) => { onItsWay.value = { format, got, of }; } });
      onItsWay.value = null;
      if (reply.ok) {
        save(reply.value.bytes, reply.value.name ?? fallbackName);
        done.value = format;
      } else if (reply.error.code !== 'cancelled') failed.value = { format, problem: reply.error };
    },
    cancel() {
      leaving?.abort();
    },
  };
}
