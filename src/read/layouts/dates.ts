/** Dates: a row per pupil and a column per session, such as `16/11/2026 AM`, or the date in one row and AM, PM below it. */
import type { Heading, HalfIndex } from "../headings.ts";
import { markAdder, namesPupils, type Layout, type Slot } from "../layout.ts";

export const dates: Layout = {
  name: "dates",
  isRegister: true,
  claims: (headings) => namesPupils(headings) && slotsOf(headings) !== null,
  open: (reading) => {
    const add = markAdder(reading);
    const slots = slotsOf(reading.headings) ?? [];
    return (cells, line) => add(cells, line, slots);
  },
};

/** The sessions of the columns; null when there are none or when a day's columns are neither named nor in pairs. */
function slotsOf(headings: readonly Heading[]): readonly Slot[] | null {
  const slots: Slot[] = [];
  const unnamed = new Map<number, number[]>();
  headings.forEach(({ session }, column) => {
    if (!session) return;
    if (session.half !== null) slots.push({ day: session.day, half: session.half, column });
    else unnamed.set(session.day, [...(unnamed.get(session.day) ?? []), column]);
  });
  for (const [day, columns] of unnamed) {
    if (columns.length !== 2) return null;
    columns.forEach((column, i) => slots.push({ day, half: i as HalfIndex, column }));
  }
  return slots.length === 0 ? null : slots;
}
