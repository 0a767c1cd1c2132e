import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Province } from '@/config/province';
import type { AuditTrail } from './audit/trail';
import type { EventLog } from './events/event-log';
import type { GatewaySettings } from './gateway-settings';
import type { Store } from './store/store';

/** The configuration in force. Replaced whole on reload; a bad one is refused and the old one stays. */
export interface ProvinceInForce {
  readonly current: () => Province;
  /** Texts of its files by path, as `parsePack` takes them. */
  readonly files: () => Readonly<Record<string, string>>;
  /** Called after each replacement; returns how to stop. */
  readonly onChange: (listener: (province: Province) => void) => () => void;
}

/** What every concern of the gateway stands on. Built once, in `gateway.ts`. */
export interface Core {
  readonly settings: GatewaySettings;
  readonly province: ProvinceInForce;
  readonly store: Store;
  readonly audit: AuditTrail;
  readonly events: EventLog;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Epoch ms. */
  readonly clock: () => number;
}
