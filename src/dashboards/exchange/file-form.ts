import type { Dashboard } from '@/config/dashboard';
import type { Scene } from '@/config/scene';
import { bodyOf, bodyVersion } from '@/state/documents';
import type { Bodies } from '@/state/documents';

/** What can leave the portal as a file and come into another. */
export const EXCHANGED = ['dashboard', 'scene', 'report-template'] as const;
export type Exchanged = (typeof EXCHANGED)[number];
export type Leaving = { readonly kind: 'dashboard'; readonly content: Dashboard } | { readonly kind: 'scene'; readonly content: Omit<Scene, 'id'> } | { readonly kind: 'report-template'; readonly content: Bodies['report-template'] };

/** Where the portal publishes the form of such a file. */
export const schemaPath = (kind: Exchanged): string => `/schemas/${kind}-${bodyVersion(kind)}.json`;

/**
 * The text of a file: form, kind, version and content, nothing of who made it, whose it is or who changed it. The same content gives the
 * same text.
 */
export function fileText({ kind, content }: Leaving): string {
  const { schemaVersion, ...rest } = kind === 'dashboard' ? bodyOf(kind, content) : kind === 'scene' ? bodyOf(kind, content) : bodyOf(kind, content);
  return `${JSON.stringify({ $schema: schemaPath(kind), kind, schemaVersion, content: rest }, null, 2)}\n`;
}

/** What the file is called: `dashboard-ten-bang.json`. */
export const fileName = (kind: Exchanged, name: string): string => `${kind}-${name.replace(/[^a-z0-9-]/g, '').slice(0, 60) || 'portal'}.json`;
