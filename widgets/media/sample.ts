import type { MediaPlace } from '@/domain/media';
import { namedSamples } from '@/widget-kit/testing/named-samples';
import { sampleProvince } from '@/widget-kit/testing/sample-province';
import type { MediaOptions } from './options';

const both = (vi: string, en: string) => ({ vi, en });
const owner = both('Trung tâm điều hành thông minh tỉnh', 'Provincial operations centre');
const media: readonly MediaPlace[] = [
  { id: 'square', title: both('Quảng trường Hồ Chí Minh', 'Ho Chi Minh Square'), owner, kind: 'image', url: '/favicon.svg', refreshSeconds: 30, sampleData: true },
  { id: 'dead', title: both('Ngã tư chợ Vinh', 'Vinh market crossing'), owner, kind: 'image', url: '/sources/nobody/camera.jpg', refreshSeconds: 30, sampleData: true },
  { id: 'harbour', title: both('Cảng Cửa Lò', 'Cua Lo harbour'), owner, kind: 'stream', url: '/streams/harbour.m3u8', sampleData: true },
];
const options: MediaOptions = { place: 'square', fit: 'whole' };
const base = namedSamples<MediaOptions>({ options, province: sampleProvince({ media }), datasets: () => ({}), normal: () => undefined, extreme: () => undefined });

/** It asks no dataset: what differs is the place. */
const PLACES: Readonly<Record<string, string>> = { empty: 'nobody', missing: 'dead', extreme: 'harbour' };
export const samples = base.map((sample) => ({ ...sample, input: { ...sample.input, options: { ...options, place: PLACES[sample.name] ?? options.place } } }));
