/** Late book: who came late on which day, with the time of arrival or the minutes, such as `Ava Adams, 16/11/2026, 8:52`. */
import { cellAt } from "../columns.ts";
import { readMinutes } from "../cells.ts";
import { readTime } from "../late.ts";
import { dateReader, hasField, namesPupils, personFinder, type Layout } from "../layout.ts";

export const lateBook: Layout = {
  name: "late-book",
  isRegister: false,
  claims: (headings) =>
    namesPupils(headings) &&
    hasField(headings, "date") &&
    (hasField(headings, "arrivalTime") || hasField(headings, "minutesLate")) &&
    !(["mark", "markAM", "markPM", "session"] as const).some((field) => hasField(headings, field)),
  open: (reading) => {
    const dayOfRow = dateReader(reading, "date");
    const personOf = personFinder(reading, "mention");
    const time = reading.columns.get("arrivalTime") ?? -1;
    const late = reading.columns.get("minutesLate") ?? -1;
    return (cells, line) => {
      const day = dayOfRow(cells, line);
      if (day === null) return false;
      const person = personOf(cells, line, null);
      if (person === null) return false;
      const arrival = readTime(cellAt(cells, time));
      const minutes = readMinutes(cellAt(cells, late));
      if (arrival === null && minutes === null) {
        const column = reading.headings[time < 0 ? late : time]?.raw ?? "";
        reading.report({ code: "cell-not-understood", line, column, excerpt: cells[time < 0 ? late : time] ?? "" });
        return false;
      }
      reading.lates.push({ person, file: reading.file, line, day, arrival, minutes });
      return true;
    };
  },
};
