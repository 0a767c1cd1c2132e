import type { InjectionKey, ShallowRef } from 'vue';
import type { Workspace } from './workspace';

/**
 * Provided once at the application. Null in direct mode, for visitors and screens, and for who is signed in until the first screen stands:
 * the workspace comes after it.
 */
export const WORKSPACE: InjectionKey<Readonly<ShallowRef<Workspace | null>>> = Symbol('workspace');
