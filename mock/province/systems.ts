import names from './systems.json' with { type: 'json' };

/** An information system of the province, or a service shared on its integration platform. */
export interface NamedSystem {
  readonly id: string;
  readonly name: string;
}

const named = (rows: readonly (readonly string[])[]): readonly NamedSystem[] => rows.map(([id = '', name = '']) => ({ id, name }));

export const SYSTEMS = named(names.systems);
export const SHARED_SERVICES = named(names.sharedServices);
