import type { ConfigFault } from '@/config/config-fault';
import type { Province } from '@/config/province';
import { originsOf, type OutsideOrigins } from './static/headers';

/** A fault of the pack in one paragraph: file, place, what stands there, and what to do in both languages. */
export function faultText(fault: ConfigFault): string {
  const place = [fault.file, fault.line === undefined ? '' : `:${fault.line}:${fault.column ?? 1}`, fault.pointer && ` ${fault.pointer}`].join('');
  return `${place} [${fault.code}] cần/expected: ${fault.expected}; gặp/got: ${fault.got}\n  ${fault.hint.vi}\n  ${fault.hint.en}`;
}

/** Origins the pack itself names beyond our own: sources read directly by the browser, and pictures of base maps. */
export function outsideOrigins(province: Province): OutsideOrigins {
  return {
    connect: originsOf([...province.sources.values()].map((source) => source.baseUrl)),
    images: originsOf([...province.map.baseLayers.map((layer) => layer.urlTemplate), ...placesOf(province, 'image')]),
    frames: originsOf(placesOf(province, 'frame')),
    streams: placesOf(province, 'stream').length > 0 ? originsOf(placesOf(province, 'stream')) : null,
  };
}

const placesOf = ({ media }: Province, kind: 'image' | 'stream' | 'frame'): string[] => [...media.values()].flatMap((place) => (place.kind === kind ? [place.url] : []));
