/** Day: a row per pupil per day with a morning and an afternoon column, such as `A999…, 16/11/2026, /, \`. */
import { dateReader, hasField, namesPupils, type Layout } from "../layout.ts";

export const day: Layout = {
  name: "day",
  isRegister: true,
  claims: (headings) =>
    namesPupils(headings) && hasField(headings, "date") && hasField(headings, "markAM") && hasField(headings, "markPM"),
  marks: (reading) => {
    const dayOfRow = dateReader(reading, "date");
    const column = (field: "date" | "markAM" | "markPM"): number => reading.columns.get(field) ?? -1;
    return {
      when: [column("date")],
      first: (cells, line) => {
        const found = dayOfRow(cells, line);
        return found === null ? null : found * 2;
      },
      slots: [
        { after: 0, column: column("markAM") },
        { after: 1, column: column("markPM") },
      ],
    };
  },
};
