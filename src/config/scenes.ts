import { checkedValue } from './checked';
import { quote } from './config-fault';
import type { Report } from './config-fault';
import { contentOf } from './pack-files';
import type { PackFile } from './pack-files';
import type { Scene } from './scene';
import { sceneFile } from './schema/scene';

/** Scenes of a pack by id; the province's own replace inherited ones. What a scene names is looked up when it is shown: a wall says what is missing. */
export function readScenes(opened: readonly PackFile[], report: Report): ReadonlyMap<string, Scene> {
  const scenes = new Map<string, Scene>();
  const own = new Set<string>();
  for (const each of opened.filter(({ kind }) => kind === 'scene').sort((a, b) => Number(b.inherited) - Number(a.inherited))) {
    const scene = checkedValue(contentOf(each), sceneFile, each.file, [], report);
    if (!scene) continue;
    if (own.has(scene.id) || (each.inherited && scenes.has(scene.id))) {
      report({ code: 'duplicate-id', file: each.file, pointer: '/id', expected: 'each scene once', got: quote(scene.id) });
      continue;
    }
    if (!each.inherited) own.add(scene.id);
    scenes.set(scene.id, scene);
  }
  return scenes;
}
