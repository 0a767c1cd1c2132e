/**
 * Makes the prototypes that every object inherits from unchangeable: a flaw that writes to `__proto__` then fails instead of changing
 * what all other code sees. Call once everything is loaded: some packages add to prototypes while they load.
 */
export function freezePrototypes(): void {
  const prototypes = [
    Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype, Boolean.prototype, Promise.prototype, RegExp.prototype, Map.prototype,
    Set.prototype, Date.prototype,
  ];
  for (const prototype of prototypes) Object.freeze(prototype);
}
