/** Long: a row per pupil per session, such as `A999…, 16/11/2026, AM, /`. */
import { readHalf } from "../cells.ts";
import { dateReader, hasField, markAdder, namesPupils, type Layout } from "../layout.ts";

export const long: Layout = {
  name: "long",
  isRegister: true,
  claims: (headings) =>
    namesPupils(headings) && hasField(headings, "date") && hasField(headings, "session") && hasField(headings, "mark"),
  open: (reading) => {
    const dayOfRow = dateReader(reading, "date");
    const add = markAdder(reading);
    const session = reading.columns.get("session") ?? -1;
    const mark = reading.columns.get("mark") ?? -1;
    const heading = reading.headings[session]?.raw ?? "";
    return (cells, line) => {
      const day = dayOfRow(cells, line);
      if (day === null) return false;
      const cell = cells[session] ?? "";
      const half = readHalf(cell);
      if (half === null) {
        reading.report({ code: "row-bad-session", line, column: heading, excerpt: cell });
        return false;
      }
      return add(cells, line, [{ day, half, column: mark }]);
    };
  },
};
