/** Week: a row per pupil with columns `MonAM` … `FriPM`; the week stands in a column, a title row or the file's name. */
import { mondayOf, type Day } from "../../register/day.ts";
import { readDate, type DateOrder } from "../dates.ts";
import { dateReader, markAdder, namesPupils, type Layout, type Reading } from "../layout.ts";
import type { Heading } from "../headings.ts";

export const week: Layout = {
  name: "week",
  isRegister: true,
  claims: (headings) => namesPupils(headings) && headings.filter((heading) => heading.weekSession !== null).length >= 2,
  open: (reading) => {
    const field = (["weekStart", "date"] as const).find((each) => reading.columns.has(each));
    const ofRow = field === undefined ? null : dateReader(reading, field);
    const fixed = ofRow ? null : weekOfFile(reading);
    if (!ofRow && fixed === null) {
      reading.report({ code: "file-no-week" });
      return null;
    }
    const add = markAdder(reading);
    const slots = slotsOf(reading.headings);
    return (cells, line) => {
      const day = ofRow ? ofRow(cells, line) : fixed;
      if (day === null) return false;
      const monday = mondayOf(day);
      return add(
        cells,
        line,
        slots.map(({ weekday, half, column }) => ({ day: monday + weekday, half, column })),
      );
    };
  },
};

function slotsOf(headings: readonly Heading[]): readonly { weekday: number; half: 0 | 1; column: number }[] {
  return headings.flatMap(({ weekSession }, column) => (weekSession ? [{ ...weekSession, column }] : []));
}

const DATE_IN_TEXT = /\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} \d{4}/;

/** The first date in the title rows, else in the file's name. */
function weekOfFile({ titles, path, order }: Reading): Day | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  for (const text of [...titles, name.replaceAll("_", " ")]) {
    const day = dateIn(text, order);
    if (day !== null) return day;
  }
  return null;
}

function dateIn(text: string, order: DateOrder): Day | null {
  const match = DATE_IN_TEXT.exec(text);
  const read = match ? readDate(match[0], order) : null;
  return read === null || read === "month-first" ? null : read.day;
}
