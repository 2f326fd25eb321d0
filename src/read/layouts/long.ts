/** Long: a row per pupil per session, such as `A999…, 16/11/2026, AM, /`. */
import { readHalf } from "../cells.ts";
import { dateReader, hasField, namesPupils, type Layout } from "../layout.ts";

export const long: Layout = {
  name: "long",
  isRegister: true,
  claims: (headings) =>
    namesPupils(headings) && hasField(headings, "date") && hasField(headings, "session") && hasField(headings, "mark"),
  marks: (reading) => {
    const dayOfRow = dateReader(reading, "date");
    const column = (field: "date" | "session" | "mark"): number => reading.columns.get(field) ?? -1;
    const heading = reading.headings[column("session")]?.raw ?? "";
    return {
      when: [column("date"), column("session")],
      first: (cells, line) => {
        const day = dayOfRow(cells, line);
        if (day === null) return null;
        const cell = cells[column("session")] ?? "";
        const half = readHalf(cell);
        if (half !== null) return day * 2 + half;
        reading.report({ code: "row-bad-session", line, column: heading, excerpt: cell });
        return null;
      },
      slots: [{ after: 0, column: column("mark") }],
    };
  },
};
