import type { Province } from '@/config/province';
import type { DatasetQuery } from '@/domain/dataset';
import { lastDay } from '@/domain/period/period';
import type { Result } from '@/domain/result';
import type { Instant } from '@/domain/time';
import type { GatewayProblem } from '@/federation/gateway/call';
import { createFormat } from '@/format/create-format';
import type { Language } from '@/format/format';
import type { Pictures } from '@/reports/writers/pictures/pictures';
import { sizeOf } from '@/reports/writers/pictures/pictures';
import { tilePicture } from '@/reports/writers/tile-picture/tile-picture';
import type { TileAtHand } from '@/widget-kit/host/tile-menu';
import { coveredSnapshots } from '@/widget-kit/host/personal-fields';
import type { AnyWidget } from '@/widget-kit/widget';

export type TileFormat = 'png' | 'svg';

/** What saving a tile takes from the page. */
export interface TileSaving {
  readonly province: Province;
  readonly language: Language;
  readonly now: Instant;
  readonly dashboard: string | null;
  readonly widget: AnyWidget;
  readonly pictures: Pictures;
  /** Asks the gateway to let it out; it is written down there. */
  readonly letOut: (body: object) => Promise<Result<unknown, GatewayProblem>>;
  readonly save: (bytes: Blob, name: string) => void;
}
export type TileTrouble = 'denied' | 'unreachable' | 'failed';

/** Points of a picture to one px of its drawing. */
const DENSITY = 2;
const TYPES = { png: 'image/png', svg: 'image/svg+xml' } as const;

/** Draws the tile as it stands and hands it over, once the gateway has written it down; why not where it cannot. Null where all went well. */
export async function saveTile(at: TileAtHand, format: TileFormat, saving: TileSaving): Promise<TileTrouble | null> {
  const { widget, dashboard, letOut, save } = saving;
  const answer = await letOut({ widget: widget.id, dashboard, format, questions: questionsDrawn(at) });
  if (!answer.ok) return answer.error.status === 0 ? 'unreachable' : answer.error.status === 403 || answer.error.status === 404 ? 'denied' : 'failed';
  try {
    const svg = await drawn(at, saving);
    save(new Blob([await bytesOf(svg, format, saving.pictures)], { type: TYPES[format] }), `${nameOf(at, saving)}.${format}`);
    return null;
  } catch {
    // A bug of the widget's report, or a browser without a canvas: the page goes on.
    return 'failed';
  }
}

/** What the picture is made of: a question that was denied or not answered put nothing into the tile. */
const questionsDrawn = ({ slots, snapshots }: TileAtHand): readonly DatasetQuery[] =>
  Object.entries(slots).flatMap(([slot, query]) => (snapshots[slot]?.data === undefined ? [] : [query]));

async function drawn({ tile, scope, slots, snapshots, vm }: TileAtHand, { widget, province, language, now }: TileSaving): Promise<string> {
  const { report, messages } = await widget.report();
  const words = messages ?? (await widget.load()).messages;
  return tilePicture({ title: tile.title[language], blocks: report(vm), messages: words, slots, snapshots: coveredSnapshots(snapshots, null), scope, province, language, now });
}

async function bytesOf(svg: string, format: TileFormat, pictures: Pictures): Promise<BlobPart> {
  if (format === 'svg') return svg;
  const png = await pictures.png(svg, (sizeOf(svg)?.width ?? 0) * DENSITY);
  return new Uint8Array(png);
}

/** "Bản đồ quá hạn – Tỉnh Nghệ An – Tháng 10 năm 2026": what every file system takes. */
function nameOf({ tile, scope }: TileAtHand, { province, language }: TileSaving): string {
  const unit = province.units.resolve(scope.unit, lastDay(scope.period))?.fullName ?? scope.unit;
  return [tile.title[language], unit, createFormat(language).period(scope.period)].join(' – ').replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 120);
}
