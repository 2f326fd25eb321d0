/** The files of `templates/` as the build puts them into the bundle. Run from the sources there are none here: the folder itself is read. */

/** A file that comes with the program. */
export interface ShippedFile {
  readonly text: () => string;
  /** What the build has already worked out from that text. */
  readonly made?: () => unknown;
}

/** By path below `templates/`, such as `letters/lateness.md`. `scripts/bundle.js` puts a full one in the place of this file. */
export const SHIPPED_FILES: ReadonlyMap<string, ShippedFile> = new Map();
