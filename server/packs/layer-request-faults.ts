import { pointerOf, quote, type PackFault } from '@/config/config-fault';
import type { Province } from '@/config/province';
import { layerRequestOf } from './layer-request';

const FILES = /(?:^|\/)layers(?:\.json$|\/.+\.json$)/;
const isRecord = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> => typeof value === 'object' && value !== null;

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    // Told with its line where the pack itself is read.
    return null;
  }
}

/** Where the layers of a pack stand, by id; of a layer in two files the province's own counts, which comes last. */
function placesOf(files: Readonly<Record<string, string>>): ReadonlyMap<unknown, { readonly file: string; readonly at: number }> {
  const paths = Object.keys(files).filter((path) => FILES.test(path)).sort((a, b) => Number(b.startsWith('base/')) - Number(a.startsWith('base/')));
  return new Map(paths.flatMap((file) => {
    const read = parsed(files[file]);
    const layers = isRecord(read) && Array.isArray(read['layers']) ? (read['layers'] as readonly unknown[]) : [];
    return layers.map((layer, at) => [isRecord(layer) ? layer['id'] : undefined, { file, at }] as const);
  }));
}

const valueAt = (from: unknown, path: readonly PropertyKey[]): unknown => path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), from);

/** What is wrong in how the map layers of a pack are asked for, of which the page is told nothing and which the gateway alone can read. */
export function layerRequestFaults(province: Province | null, files: Readonly<Record<string, string>>): readonly PackFault[] {
  const wrong = [...(province?.mapLayers.values() ?? [])].flatMap((layer) => {
    const read = layerRequestOf(layer);
    return read.ok ? [] : [{ layer, fault: read.error }];
  });
  if (wrong.length === 0) return [];
  const places = placesOf(files);
  return wrong.map(({ layer, fault: { code, path, expected } }) => {
    const place = places.get(layer.id);
    return { code, file: place?.file ?? '', pointer: pointerOf(['layers', place?.at ?? 0, ...path]), expected, got: quote(valueAt(layer, path)) };
  });
}
