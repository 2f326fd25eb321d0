/** Strings: a row per pupil with a first day, a last day and all the marks between in one cell. */
import { columnOf, dateReader, hasField, namesPupils, personFinder, type Layout } from "../layout.ts";

export const strings: Layout = {
  name: "strings",
  isRegister: true,
  claims: (headings) =>
    namesPupils(headings) &&
    hasField(headings, "markString") &&
    (hasField(headings, "periodFrom") || hasField(headings, "weekStart")),
  open: (reading) => {
    const fromField = columnOf(reading, ["periodFrom", "weekStart"]);
    const toField = columnOf(reading, ["periodTo"]);
    if (!fromField || !toField) {
      reading.report({ code: "file-no-period" });
      return null;
    }
    const [fromOf, toOf] = [dateReader(reading, fromField), dateReader(reading, toField)];
    const personOf = personFinder(reading, "register");
    const column = reading.columns.get("markString") ?? -1;
    const heading = reading.headings[column]?.raw ?? "";
    return (cells, line) => {
      const [from, to] = [fromOf(cells, line), toOf(cells, line)];
      if (from === null || to === null) return false;
      const person = personOf(cells, line, to);
      if (person === null) return false;
      // Which marks belong to which day depends on the school days of the other files: they are placed at the end.
      reading.strings.push({ person, file: reading.file, line, from, to, text: cells[column] ?? "", column, heading });
      return true;
    };
  },
};
