/** SEN: a row per need of a pupil, so that a pupil comes more than once. */
import { hasField, namesPupils, type Layout } from "../layout.ts";
import { RowPeople } from "../people.ts";

export const sen: Layout = {
  name: "sen",
  isRegister: false,
  claims: (headings) => namesPupils(headings) && hasField(headings, "senNeed") && !hasField(headings, "mark"),
  open: (reading) => {
    const rowPeople = new RowPeople(reading.people, reading.columns, reading.order, reading.file, "mention");
    return (cells, line) => {
      const found = rowPeople.find(cells, line, null);
      if (!found) {
        reading.report({ code: "row-no-pupil", line, excerpt: cells.join(" ") });
        return false;
      }
      found.person.rows++;
      return true;
    };
  },
};
