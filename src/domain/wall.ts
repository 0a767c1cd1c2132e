import type { Text } from './text';
import type { Instant } from './time';

/** `run`: playlists go on. `paused`: they stand, figures go on. `frozen`: the whole picture stands, and says so. `blank`: nothing but the clock. */
export const PROGRAM_MODES = ['run', 'paused', 'frozen', 'blank'] as const;
export type ProgramMode = (typeof PROGRAM_MODES)[number];

/** `visitors`: only what is public is shown. */
export const ROOM_MODES = ['normal', 'visitors'] as const;
export type RoomMode = (typeof ROOM_MODES)[number];

/** A line of the operator's over whatever is shown. */
export interface WallMessage {
  readonly text: string;
  /** Server time at which it goes by itself; null stays until it is taken away. */
  readonly until: Instant | null;
}

/** An alert that takes the screen over and gives it back by itself. */
export interface Takeover {
  /** Scene shown instead. */
  readonly scene: string;
  readonly title: string;
  readonly since: Instant;
  /** Server time of the return; null until an operator ends it. */
  readonly until: Instant | null;
}

/**
 * What an operator wants a screen to show. Everything a screen does follows from this and the server's clock, so that screens with one
 * program are in step without speaking to each other.
 */
export interface Program {
  /** Grows with every change; 0: nobody has taken anything yet. */
  readonly revision: number;
  /** Id of a scene of the pack or of a shared one; null: what the screen was paired for. */
  readonly scene: string | null;
  /** Server time at which this program counts: the change is sent ahead of it, and all screens switch then. */
  readonly takeAt: Instant;
  /** Server time from which playlists count. */
  readonly startedAt: Instant;
  /** How far playlists had come when they were paused or frozen, ms; null while they run. */
  readonly heldMs: number | null;
  /** How many items an operator has skipped. */
  readonly skipped: number;
  readonly mode: ProgramMode;
  readonly room: RoomMode;
  readonly message: WallMessage | null;
  readonly takeover: Takeover | null;
  /** Who drives: the name of whoever changed it last; null where nobody has. */
  readonly by: string | null;
  readonly changedAt: Instant;
}

/** What an operator does with screens. `seconds`: until it goes by itself; null until somebody ends it. */
export type WallDeed =
  | { readonly do: 'take'; readonly scene: string }
  | { readonly do: 'next' | 'pause' | 'resume' | 'freeze' | 'thaw' | 'blank' | 'unblank' | 'clear-message' | 'end-alert' }
  | { readonly do: 'message'; readonly text: string; readonly seconds: number | null }
  | { readonly do: 'alert'; readonly scene: string; readonly title: string; readonly seconds: number | null }
  | { readonly do: 'room'; readonly room: RoomMode };

/** Displays of a wall are alike. */
export interface Panel {
  /** Of the picture, inches. */
  readonly diagonalInches: number;
  /** CSS pixels of one display. */
  readonly width: number;
  readonly height: number;
}

/** Where a screen stands on its wall: cells from 1, top left; one computer may drive several displays as one picture. */
export interface ScreenPlace {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** A wall of displays, as it hangs. */
export interface WallPlan {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Between the pictures of two displays, mm. */
  readonly bezelMm: number;
  readonly panel: Panel;
  /** From the wall to the farthest reader, metres. */
  readonly distanceM: number;
  /** Screen id → its place. */
  readonly screens: { readonly [screen: string]: ScreenPlace };
}

/** One tile of a screen as the screen itself says it; places in thousandths of the screen's width and height. No figure: an operator may see less than the screen. */
export interface MirroredTile {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly title: string;
  /** Freshness or what keeps it from having one, as in `TileState`. */
  readonly state: string;
  readonly widget: string;
}

/** What a screen says of itself with every heartbeat. */
export interface ScreenReport {
  /** Dashboard in front where the screen shows one alone; null otherwise. */
  readonly dashboard: string | null;
  readonly build: string;
  /** Worst freshness among what is shown. */
  readonly freshness: string;
  readonly scene: string | null;
  readonly programRevision: number;
  /** What its zones show now: "Toàn cảnh · 2/4". */
  readonly showing: readonly string[];
  /** Age of the oldest figure, ms; null where there is none. */
  readonly oldestMs: number | null;
  /** Memory of the page, bytes; null where the browser does not tell. */
  readonly heapBytes: number | null;
  /** Pictures a second over the last ten; null where it could not be measured. */
  readonly frameRate: number | null;
  /** How long the page has run, ms. */
  readonly upMs: number;
  /** Times it began again by itself since it was paired. */
  readonly restarts: number;
  readonly width: number;
  readonly height: number;
  readonly mirror: readonly MirroredTile[];
}

/** Scene as lists name it. */
export interface SceneCard {
  readonly id: string;
  readonly title: Text;
  readonly purpose: Text | null;
  readonly from: 'pack' | 'shared';
}
