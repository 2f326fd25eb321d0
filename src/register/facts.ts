/** Marks as the exports state them, one a row in growable columns, before they become a grid. */
import { grownFrom } from "./grown.ts";

/** Marks in columns of their own length, with the minutes and comments of some by their index. */
export interface FactColumns {
  readonly person: Int32Array<ArrayBuffer>;
  readonly session: Int32Array<ArrayBuffer>;
  readonly kind: Uint8Array<ArrayBuffer>;
  readonly file: Uint16Array<ArrayBuffer>;
  readonly line: Int32Array<ArrayBuffer>;
  readonly minutes: ReadonlyMap<number, number>;
  readonly comments: ReadonlyMap<number, string>;
}

export class Facts {
  length = 0;
  person = new Int32Array(1024);
  /** Twice the day, plus one for the afternoon. */
  session = new Int32Array(1024);
  kind = new Uint8Array(1024);
  file = new Uint16Array(1024);
  line = new Int32Array(1024);
  readonly minutes = new Map<number, number>();
  readonly comments = new Map<number, string>();

  /** Adds a mark, never a missing one, and returns its index, for minutes and comments. */
  add(person: number, session: number, kind: number, file: number, line: number): number {
    const i = this.length++;
    if (i === this.person.length) this.#grow();
    this.person[i] = person;
    this.session[i] = session;
    this.kind[i] = kind;
    this.file[i] = file;
    this.line[i] = line;
    return i;
  }

  /** Forgets every mark from index `length` on: a file that proved unsound half-way. */
  truncate(length: number): void {
    for (const few of [this.minutes, this.comments]) for (const i of few.keys()) if (i >= length) few.delete(i);
    this.length = length;
  }

  /** All marks; what is added later is not in it. */
  columns(): FactColumns {
    const { length, minutes, comments } = this;
    return {
      person: this.person.slice(0, length),
      session: this.session.slice(0, length),
      kind: this.kind.slice(0, length),
      file: this.file.slice(0, length),
      line: this.line.slice(0, length),
      minutes: new Map(minutes),
      comments: new Map(comments),
    };
  }

  /** Adds marks whose person number 0 is `people` here, and whose kinds are `kinds[kind]` here. */
  append(more: FactColumns, people: number, kinds: Uint8Array): void {
    const start = this.length;
    const { length } = more.person;
    while (this.person.length < start + length) this.#grow();
    for (let i = 0; i < length; i++) {
      this.person[start + i] = (more.person[i] ?? 0) + people;
      this.kind[start + i] = kinds[more.kind[i] ?? 0] ?? 0;
    }
    this.session.set(more.session, start);
    this.file.set(more.file, start);
    this.line.set(more.line, start);
    for (const [i, minutes] of more.minutes) this.minutes.set(start + i, minutes);
    for (const [i, comment] of more.comments) this.comments.set(start + i, comment);
    this.length += length;
  }

  #grow(): void {
    const size = this.person.length * 2;
    this.person = grownFrom(this.person, new Int32Array(size));
    this.session = grownFrom(this.session, new Int32Array(size));
    this.kind = grownFrom(this.kind, new Uint8Array(size));
    this.file = grownFrom(this.file, new Uint16Array(size));
    this.line = grownFrom(this.line, new Int32Array(size));
  }
}
