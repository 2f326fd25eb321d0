/** Typed arrays that get longer. */

/** `made`, which is longer, beginning as `old` does. */
export function grownFrom<T extends Int32Array | Uint16Array | Uint8Array>(old: T, made: T): T {
  made.set(old);
  return made;
}
