/** Marks as the exports state them, one a row in growable columns, before they become a grid. */
import type { Day } from "./day.ts";

/** One stated mark. `kind` is never a missing mark: what nobody marked is nobody's statement. */
export interface Fact {
  readonly person: number;
  readonly day: Day;
  /** 0 is AM, 1 is PM. */
  readonly half: 0 | 1;
  readonly kind: number;
  readonly file: number;
  readonly line: number;
}

export class Facts {
  length = 0;
  person = new Int32Array(1024);
  day = new Int32Array(1024);
  half = new Uint8Array(1024);
  kind = new Uint8Array(1024);
  file = new Uint16Array(1024);
  line = new Int32Array(1024);
  readonly minutes = new Map<number, number>();
  readonly comments = new Map<number, string>();

  /** Adds a mark and returns its index, for minutes and comments. */
  add(person: number, day: Day, half: 0 | 1, kind: number, file: number, line: number): number {
    const i = this.length++;
    if (i === this.person.length) this.#grow();
    this.person[i] = person;
    this.day[i] = day;
    this.half[i] = half;
    this.kind[i] = kind;
    this.file[i] = file;
    this.line[i] = line;
    return i;
  }

  /** Forgets every mark from index `length` on: a file that proved unsound half-way. */
  truncate(length: number): void {
    for (let i = length; i < this.length; i++) {
      this.minutes.delete(i);
      this.comments.delete(i);
    }
    this.length = length;
  }

  #grow(): void {
    const size = this.person.length * 2;
    const wider = <T extends Int32Array | Uint16Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.person = wider(this.person, new Int32Array(size));
    this.day = wider(this.day, new Int32Array(size));
    this.half = wider(this.half, new Uint8Array(size));
    this.kind = wider(this.kind, new Uint8Array(size));
    this.file = wider(this.file, new Uint16Array(size));
    this.line = wider(this.line, new Int32Array(size));
  }
}
