import { isCatalogueFile } from '@/config/pack-files';

/** What a page begins with, and what it asks for when it is needed. */
export type PackPart = 'first' | 'catalogue';

/** The files of one part of a pack. */
export const partOf = (files: Readonly<Record<string, string>>, part: PackPart): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => isCatalogueFile(path) === (part === 'catalogue')));
