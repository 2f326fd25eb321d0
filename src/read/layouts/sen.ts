/** SEN: a row per need of a pupil, so that a pupil comes more than once. */
import { hasField, namesPupils, personFinder, type Layout } from "../layout.ts";

export const sen: Layout = {
  name: "sen",
  isRegister: false,
  claims: (headings) => namesPupils(headings) && hasField(headings, "senNeed") && !hasField(headings, "mark"),
  open: (reading) => {
    const personOf = personFinder(reading, "mention");
    return (cells, line) => personOf(cells, line, null) !== null;
  },
};
