import type { SceneCard } from '@/domain/wall';

export const PRESET_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type PresetKey = (typeof PRESET_KEYS)[number];
/** Key → scene. */
export type Presets = { readonly [key in PresetKey]?: string };

/** Deeds that have a key beside their button. */
export const DEED_KEYS = { ' ': 'next', p: 'pause', f: 'freeze', b: 'blank', m: 'message', Enter: 'take', Escape: 'leave' } as const;
export type KeyDeed = (typeof DEED_KEYS)[keyof typeof DEED_KEYS];
export type Pressed = { readonly kind: 'scene'; readonly scene: string } | { readonly kind: 'deed'; readonly deed: KeyDeed };

/**
 * Which scene stands under which key: what the operator kept, as far as those scenes are still there; scenes under no key follow in the
 * order of the list, until the keys are used up.
 */
export function presetsFor(kept: Presets, scenes: readonly SceneCard[]): Presets {
  const known = new Set(scenes.map(({ id }) => id));
  const held = PRESET_KEYS.flatMap((key) => {
    const scene = kept[key];
    return scene !== undefined && known.has(scene) ? [[key, scene] as const] : [];
  });
  const taken = new Set(held.map(([, scene]) => scene));
  const free = PRESET_KEYS.filter((key) => !held.some(([used]) => used === key));
  const rest = scenes.filter(({ id }) => !taken.has(id)).slice(0, free.length);
  return Object.fromEntries([...held, ...rest.flatMap(({ id }, at) => (free[at] ? [[free[at], id] as const] : []))]);
}

/** A scene under a key; it leaves the key it had, and what stood here takes that one. */
export function withPreset(presets: Presets, key: PresetKey, scene: string): Presets {
  const before = PRESET_KEYS.find((one) => presets[one] === scene);
  const here = presets[key];
  const rest = Object.fromEntries(PRESET_KEYS.flatMap((one) => (presets[one] !== undefined && one !== before && one !== key ? [[one, presets[one]]] : [])));
  return { ...rest, ...(before && here !== undefined && before !== key ? { [before]: here } : {}), [key]: scene };
}

/** What somebody kept, as a browser gives it back: anything else is nothing. */
export function readPresets(kept: unknown): Presets {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter(([key, scene]) => PRESET_KEYS.some((one) => one === key) && typeof scene === 'string'));
}

/** A key and the element it was pressed in. */
export interface KeyPress {
  readonly key: string;
  readonly isModified: boolean;
  /** The element takes this key for itself: a field, a list, or for Space and Enter whatever is pressed by them. */
  readonly isTaken: boolean;
}

/** What a key asks for; null where it is none of ours. */
export function keyAsks({ key, isModified, isTaken }: KeyPress, presets: Presets): Pressed | null {
  if (isModified || isTaken) return null;
  const preset = PRESET_KEYS.find((one) => one === key);
  if (preset) {
    const scene = presets[preset];
    return scene === undefined ? null : { kind: 'scene', scene };
  }
  const name = key.length === 1 ? key.toLowerCase() : key;
  return Object.hasOwn(DEED_KEYS, name) ? { kind: 'deed', deed: DEED_KEYS[name as keyof typeof DEED_KEYS] } : null;
}
