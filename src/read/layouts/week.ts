/** Week: a row per pupil with columns `MonAM` … `FriPM`; the week stands in a column, a title row or the file's name. */
import { isWeekend, mondayOf, type Day } from "../../register/day.ts";
import { DATE_IN_TEXT, readDate, type DateOrder } from "../dates.ts";
import { dateReader, namesPupils, type Layout, type Reading } from "../layout.ts";

export const week: Layout = {
  name: "week",
  isRegister: true,
  claims: (headings) => namesPupils(headings) && headings.filter((heading) => heading.weekSession !== null).length >= 2,
  marks: (reading) => {
    const field = (["weekStart", "date"] as const).find((each) => reading.columns.has(each));
    const ofRow = field === undefined ? null : dateReader(reading, field);
    const fixed = ofRow ? null : weekOfFile(reading);
    if (!ofRow && fixed === null) {
      reading.report({ code: "file-no-week" });
      return null;
    }
    return {
      when: field === undefined ? [] : [reading.columns.get(field) ?? -1],
      first: (cells, line) => {
        const day = ofRow ? ofRow(cells, line) : fixed;
        // A week that begins on a Sunday is that of the Monday after.
        return day === null ? null : mondayOf(isWeekend(day) ? day + 2 : day) * 2;
      },
      slots: reading.headings.flatMap(({ weekSession }, column) =>
        weekSession ? [{ after: weekSession.weekday * 2 + weekSession.half, column }] : [],
      ),
    };
  },
};

const SAYS_WEEK = /week|\bw\/?[bce]\b|commencing|beginning/i;

/**
 * The date in a title row that speaks of a week, else the only date in the titles, else the one in the file's name. When
 * titles give several dates and none speaks of a week ("Printed 21/11/2026"), nobody can tell.
 */
function weekOfFile({ titles, path, order }: Reading): Day | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replaceAll("_", " ");
  const said = titles.filter((title) => SAYS_WEEK.test(title));
  for (const texts of [said.length > 0 ? said : titles.filter((title) => !PRINTED.test(title)), [name]]) {
    const days = new Set(texts.flatMap((text) => dateIn(text, order) ?? []));
    const [day] = days;
    if (day !== undefined) return days.size === 1 ? day : null;
  }
  return null;
}

const PRINTED = /print|run on|created|produced|generated|report date/i;

function dateIn(text: string, order: DateOrder): Day | null {
  const match = DATE_IN_TEXT.exec(text);
  const read = match ? readDate(match[0], order) : null;
  return read === null || read === "month-first" ? null : read.day;
}
