/** Day: a row per pupil per day with a morning and an afternoon column, such as `A999…, 16/11/2026, /, \`. */
import { dateReader, hasField, markAdder, namesPupils, type Layout } from "../layout.ts";

export const day: Layout = {
  name: "day",
  isRegister: true,
  claims: (headings) =>
    namesPupils(headings) && hasField(headings, "date") && hasField(headings, "markAM") && hasField(headings, "markPM"),
  open: (reading) => {
    const dayOfRow = dateReader(reading, "date");
    const add = markAdder(reading);
    const morning = reading.columns.get("markAM") ?? -1;
    const afternoon = reading.columns.get("markPM") ?? -1;
    return (cells, line) => {
      const found = dayOfRow(cells, line);
      if (found === null) return false;
      return add(cells, line, [
        { day: found, half: 0, column: morning },
        { day: found, half: 1, column: afternoon },
      ]);
    };
  },
};
