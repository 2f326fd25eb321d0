/** A pupil as every table names one. */
import type { Register } from "./register.ts";

export interface Who {
  readonly key: string;
  readonly name: string;
  readonly class: string | null;
  readonly year: string | null;
}

/** `Ava Adams (3/4)`: always with the class, so that two of one name are not confused. */
export function nameWithClass({ name, class: named }: Pick<Who, "name" | "class">): string {
  return `${name} (${named ?? "no class"})`;
}

export function whoIs(register: Register, row: number): Who {
  const pupil = register.pupils[row];
  return { key: pupil?.key ?? "", name: pupil?.name ?? "", class: pupil?.class ?? null, year: pupil?.year ?? null };
}
