import type { Source } from '@/domain/dataset';
import type { Transport } from '@/federation/http/connection';
import type { Outbound } from './create-outbound';

/** Which of the gateway's own stores answers for a source: `settings.held` of the pack; null where the source is somebody else's. */
export const heldBy = ({ settings }: Pick<Source, 'settings'>): string | null => (typeof settings['held'] === 'string' ? settings['held'] : null);

/** Ways out that lead back in: sources whose figures the gateway holds itself are asked there and never over a network. */
export const withHeld = (outbound: Outbound, held: Readonly<Record<string, (source: Source) => Transport>>): Outbound => ({
  ...outbound,
  connectionOf: (source) => {
    const keeper = heldBy(source);
    if (keeper === null) return outbound.connectionOf(source);
    const transport = Object.hasOwn(held, keeper) ? held[keeper] : undefined;
    // Reserved name (RFC 2606): it only names the way.
    return transport ? { base: `https://${source.id}.invalid/`, transport: transport(source) } : {};
  },
});
