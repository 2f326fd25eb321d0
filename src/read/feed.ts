/** The rows of a file, each in the lane that is right for it: its bytes where they are understood, else its cells. */
import type { Lane } from "./lane.ts";
import { readRows, type Delimiter, type OnRow, type RowFaults, type Swallowed } from "./rows.ts";
import { RowScan, UNFINISHED } from "./scan.ts";
import type { ByteWindow } from "./window.ts";

/** Whoever reads the rows. */
export interface RowReceiver {
  /** The lane that takes rows from their bytes, from when the layout is known and has one. */
  readonly lane: () => Lane | null;
  readonly onRow: OnRow;
  /** So many rows were taken by the lane. */
  readonly onTaken: (rows: number) => void;
}

/** Hands every row of a file to its receiver, in order. */
export function feedRows(window: ByteWindow, delimiter: Delimiter, receiver: RowReceiver): RowFaults {
  const faults = feed(window, delimiter, receiver);
  receiver.lane()?.finish();
  return faults;
}

function feed(window: ByteWindow, delimiter: Delimiter, receiver: RowReceiver): RowFaults {
  const scan = new RowScan();
  const swallowed: Swallowed[] = [];
  let line = 1;
  let widest = 0;
  for (;;) {
    while (window.at < window.end) {
      const lane = receiver.lane();
      if (lane) {
        window.at = lane.run(window.bytes, window.at, window.end, line);
        line += lane.taken;
        receiver.onTaken(lane.taken);
        if (window.at === window.end) break;
      }
      const { bytes, at, end, isLast } = window;
      const next = scan.scan(bytes, at, end, isLast, delimiter.charCodeAt(0));
      if (next === UNFINISHED) break;
      widest = Math.max(widest, scan.count);
      if (scan.odd) {
        const one = readRows(bytes.subarray(at, next), delimiter, receiver.onRow, { line, widest });
        swallowed.push(...one.swallowed);
        if (one.openQuote !== null) return { swallowed, openQuote: one.openQuote };
        line = one.nextLine;
      } else {
        const cells = scan.cells(bytes);
        if (receiver.onRow(cells, line)) lane?.learn(bytes, at, end, cells, line);
        line++;
      }
      window.at = next;
    }
    if (window.isLast) return { swallowed, openQuote: null };
    window.more();
  }
}
