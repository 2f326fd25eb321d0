/** What one file gave, packed by the thread that read it and unpacked behind what the files before it gave. */
import { Facts, type FactColumns } from "../register/facts.ts";
import type { Contact } from "./contact.ts";
import type { ExportFile } from "./export-reader.ts";
import { Lanes } from "./lane.ts";
import type { LateArrival } from "./late.ts";
import { gatherNothing, type Gathered } from "./layout.ts";
import type { Person, SaidOnce } from "./people.ts";
import { readSource, type RuledSource } from "./source.ts";
import type { MarkString } from "./strings.ts";
import type { Totals } from "../register/totals.ts";

/** Plain values only; people, kinds and marks are numbered as though there were no other file. */
export interface Parcel {
  readonly file: ExportFile;
  readonly people: readonly Person[];
  readonly said: SaidOnce;
  /** The codes that nobody knows, in the order of their bytes. */
  readonly unknown: readonly string[];
  readonly facts: FactColumns;
  readonly contacts: readonly Contact[];
  readonly lates: readonly LateArrival[];
  readonly totals: readonly Totals[];
  readonly strings: readonly MarkString[];
}

/** Reads files one by one, each by itself. */
export class ParcelReader {
  readonly #lanes = new Lanes();
  /** Room for the marks of one file after the other. */
  readonly #facts = new Facts();

  /**
   * Reads the file of this index among all. Null when it has so many unknown codes that they share a byte: then only reading
   * it behind the others can tell which of them are the same.
   */
  read(each: RuledSource, file: number): Parcel | null {
    const gathered = gatherNothing(this.#facts);
    const { people, kinds, facts, ...lists } = gathered;
    const understood = readSource(each, file, gathered, this.#lanes);
    if (kinds.isFull()) return null;
    return {
      ...lists,
      file: understood,
      people: people.list,
      said: people.said(),
      facts: facts.columns(),
      unknown: kinds.unknown(),
    };
  }
}

/** The memory of a parcel that can change hands without being copied. */
export function buffersOf({ facts }: Parcel): readonly ArrayBuffer[] {
  return [facts.person, facts.session, facts.kind, facts.file, facts.line].map(({ buffer }) => buffer);
}

/** Adds a parcel, as though its file had been read now. To be called in the order of the files. */
export function unpack(
  parcel: Parcel,
  { people, facts, kinds, contacts, lates, totals, strings }: Gathered,
): ExportFile {
  const before = people.list.length;
  people.append(parcel.people, parcel.said);
  facts.append(parcel.facts, before, kinds.adopt(parcel.unknown));
  const moved = <T extends { readonly person: number }>(each: T): T => ({ ...each, person: each.person + before });
  for (const each of parcel.contacts) contacts.push(moved(each));
  for (const each of parcel.lates) lates.push(moved(each));
  for (const each of parcel.totals) totals.push(moved(each));
  for (const each of parcel.strings) strings.push(moved(each));
  return parcel.file;
}
