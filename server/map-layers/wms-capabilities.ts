import { childNamed, childrenNamed, descendantsNamed, type XmlNode } from '@/federation/payload/read-xml';
import { LAYER_FAULTS, nearestName, someOf, type LayerFault } from './layer-fault';
import type { WmsRequest } from '../packs/layer-request';

/** A layer with a name, which can be asked for. Groups without one only hand down their systems. */
interface OfferedLayer {
  readonly name: string;
  readonly systems: ReadonlySet<string>;
  readonly styles: ReadonlySet<string>;
}

/** Names Web Mercator had before it had a number of its own. */
const SAME_AS_3857: readonly string[] = ['EPSG:3857', 'EPSG:900913', 'EPSG:3785', 'EPSG:102100'];

function offeredBelow(node: XmlNode, above: Pick<OfferedLayer, 'systems' | 'styles'>): OfferedLayer[] {
  return childrenNamed(node, 'Layer').flatMap((layer) => {
    // Servers of 1.1.1 may write many systems into one element.
    const own = layer.children.filter(({ name }) => name === 'CRS' || name === 'SRS').flatMap(({ text }) => text.split(/\s+/));
    const systems = new Set([...above.systems, ...own]);
    const styles = new Set([...above.styles, ...childrenNamed(layer, 'Style').map((style) => childNamed(style, 'Name')?.text ?? '')]);
    const name = childNamed(layer, 'Name')?.text ?? '';
    return [...(name === '' ? [] : [{ name, systems, styles }]), ...offeredBelow(layer, { systems, styles })];
  });
}

function faultsOfLayer(name: string, style: string, { crs }: WmsRequest, offered: readonly OfferedLayer[]): LayerFault[] {
  const found = offered.filter((layer) => layer.name === name);
  const [layer, another] = found;
  if (!layer) return [LAYER_FAULTS.noLayer(name, nearestName(name, offered.map((each) => each.name)))];
  const hasSystem = layer.systems.has(crs);
  // A server that only knows an older name of it would answer a question in EPSG:3857 with a fault.
  const older = crs === 'EPSG:3857' ? SAME_AS_3857.filter((each) => layer.systems.has(each)) : [];
  return [
    ...(another ? [LAYER_FAULTS.twice(name)] : []),
    ...(hasSystem ? [] : [LAYER_FAULTS.noSystem(crs, someOf(older.length > 0 ? older : layer.systems))]),
    ...(style === '' || layer.styles.has(style) ? [] : [LAYER_FAULTS.noStyle(style, someOf(layer.styles))]),
  ];
}

/** What of a layer a WMS does not offer. Empty where it can be drawn. */
export function wmsFaults(root: XmlNode, request: WmsRequest): LayerFault[] {
  if (root.name !== 'WMS_Capabilities' && root.name !== 'WMT_MS_Capabilities') {
    if (/ExceptionReport$/.test(root.name)) return [LAYER_FAULTS.said(exceptionText(root))];
    return [LAYER_FAULTS.otherService(root.name === 'Capabilities' ? 'WMTS' : root.name.slice(0, 40), 'WMS')];
  }
  const capability = childNamed(root, 'Capability');
  const offered = capability ? offeredBelow(capability, { systems: new Set(), styles: new Set() }) : [];
  if (offered.length === 0) return [LAYER_FAULTS.empty];
  const formats = descendantsNamed(root, 'GetMap').flatMap((each) => childrenNamed(each, 'Format')).map(({ text }) => text.split(';', 1)[0]?.trim() ?? '');
  const hasFormat = formats.some((each) => each === request.format || (request.format === 'image/png8' && each === 'image/png'));
  return [
    ...request.layers.flatMap((name, at) => faultsOfLayer(name, request.styles[at] ?? '', request, offered)),
    ...(hasFormat ? [] : [LAYER_FAULTS.noFormat(request.format, someOf(formats))]),
  ];
}

/** A service's own words in its report of a fault, at most a line of them. */
export const exceptionText = (root: XmlNode): string =>
  ([...descendantsNamed(root, 'ServiceException'), ...descendantsNamed(root, 'ExceptionText')].map(({ text }) => text).find((text) => text !== '') ?? root.name).replace(/\s+/g, ' ').slice(0, 160);
