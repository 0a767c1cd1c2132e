import type { DatasetsInput, Slots } from '@/widget-kit/widget';
import type { InfrastructureOptions } from './options';

const ask = (dataset: string) => ({ dataset, params: {} });

/** Lists are asked whole and filtered here, so that every tile shares one answer. */
export function datasets({ options }: Pick<DatasetsInput<InfrastructureOptions>, 'options'>): Slots {
  const hosts = ask('infrastructure-hosts');
  const links = ask('infrastructure-links');
  const alerts = ask('infrastructure-alerts');
  const problems = ask('infrastructure-problems');
  switch (options.view) {
    case 'summary': return { hosts, links, alerts, problems };
    case 'hosts': return { hosts };
    case 'links': return { links };
    case 'alerts': return { alerts, problems, silences: ask('infrastructure-silences') };
    case 'environment': return { environment: ask('data-centre-environment') };
  }
}
