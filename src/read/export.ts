/** One export into what is gathered of a school, as it comes or as a whole; a file that is refused leaves nothing. */
import { ExportReader, type ExportFile } from "./export-reader.ts";
import { feedRows } from "./feed.ts";
import { Lanes } from "./lane.ts";
import type { Gathered } from "./layout.ts";
import type { ReadingRules } from "./rules.ts";
import { NotPlain, type ExportBytes } from "./window.ts";

/**
 * Reads one export into `gathered`. A file that is refused, or that cannot be read to its end, leaves nothing there; of
 * the second, this throws what its reading threw. `lanes` are those of the school's other files; `feed` hands over rows.
 */
export function readExport(
  path: string,
  bytes: ExportBytes,
  file: number,
  rules: ReadingRules,
  gathered: Gathered,
  { lanes = new Lanes(), feed = feedRows }: { readonly lanes?: Lanes; readonly feed?: typeof feedRows } = {},
): ExportFile {
  const { people, facts, kinds, contacts, lates, totals, strings } = gathered;
  const lists = [contacts, lates, totals, strings];
  const before = { people: people.list.length, facts: facts.length, kinds: kinds.list.length };
  const lengths = lists.map((list) => list.length);
  const forget = (): void => {
    people.truncate(before.people);
    facts.truncate(before.facts);
    kinds.truncate(before.kinds);
    lists.forEach((list, i) => (list.length = lengths[i] ?? 0));
  };
  const reader = (): ExportReader => new ExportReader(path, file, rules, gathered, lanes, feed);
  try {
    // Nearly every file is UTF-8, and read as it comes; the others have to be seen whole.
    const plain = rules.encoding === null ? asItComes(bytes, reader(), forget) : null;
    const result = plain ?? reader().readWhole(bytes.read());
    if (result.layout === null) forget();
    return result;
  } catch (error) {
    forget();
    throw error;
  }
}

function asItComes({ open }: ExportBytes, reader: ExportReader, forget: () => void): ExportFile | null {
  const stream = open?.();
  if (!stream) return null;
  try {
    return reader.readStream(stream);
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    forget();
    return null;
  } finally {
    stream.close();
  }
}
