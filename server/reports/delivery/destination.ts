import type { Classification } from '@/domain/dataset';
import type { UnitCode } from '@/domain/org-unit/types';
import type { Text } from '@/domain/text';
import type { Destination as Way } from '../../datasets/outbound/guarded-agents';
import type { ReportFormat } from '../formats';

export const DESTINATION_KINDS = ['folder', 'mail', 'webhook'] as const;
export type DestinationKind = (typeof DESTINATION_KINDS)[number];

/** What is the same of every place that reports go to, as the operator says. */
interface AnyPlan {
  readonly id: string;
  readonly title: Text;
  /** Units whose reports may go there, with whatever lies below them. */
  readonly units: '*' | readonly UnitCode[];
  readonly formats: readonly ReportFormat[];
  /** The highest class of figures that may go there. */
  readonly maxClass: Classification;
  /** Whether a report goes before it is issued; else it waits until it is. */
  readonly drafts: boolean;
  readonly maxBytes: number;
  /** One attempt, from the first packet to the receipt, ms. */
  readonly attemptMs: number;
  /** The secrets themselves, in every form in which they are sent; never logged, and no receipt that holds one is kept. */
  readonly secrets: readonly string[];
}

/** An address on the web. `headers` hold the credentials. */
export interface WebWay extends Way {
  readonly headers: { readonly [name: string]: string };
}
/** A WebDAV folder; `base` ends with `/`. */
export interface FolderPlan extends AnyPlan, WebWay {
  readonly kind: 'folder';
  /** False where the server is known to move nothing: files then come under their own name at once. */
  readonly move: boolean;
}
export interface WebhookPlan extends AnyPlan, WebWay {
  readonly kind: 'webhook';
  readonly form: 'multipart' | 'json';
  /** Deliveries are signed with it. */
  readonly secret: string;
}
/** A mail server, known by a `base` of `smtp:` that is never asked over the web. */
export interface MailPlan extends AnyPlan, Way {
  readonly kind: 'mail';
  readonly security: 'tls' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  /** Whether reminders of its units go there too. */
  readonly reminders: boolean;
}
export type DestinationPlan = FolderPlan | WebhookPlan | MailPlan;

/** A destination as people choose it: nothing of where it really is. */
export interface DestinationCard {
  readonly id: string;
  readonly title: Text;
  readonly kind: DestinationKind;
  readonly formats: readonly ReportFormat[];
  readonly drafts: boolean;
}
