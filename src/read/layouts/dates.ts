/** Dates: a row per pupil and a column per session, such as `16/11/2026 AM`, or the date in one row and AM, PM below it. */
import type { Heading } from "../headings.ts";
import { namesPupils, type Layout, type MarkColumns } from "../layout.ts";

export const dates: Layout = {
  name: "dates",
  isRegister: true,
  claims: (headings) => namesPupils(headings) && slotsOf(headings) !== null,
  marks: ({ headings }) => ({ when: [], first: () => 0, slots: slotsOf(headings) ?? [] }),
};

/** The sessions of the columns; null when there are none or when a day's columns are neither named nor in pairs. */
function slotsOf(headings: readonly Heading[]): MarkColumns["slots"] | null {
  const slots: { after: number; column: number }[] = [];
  const unnamed = new Map<number, number[]>();
  headings.forEach(({ session }, column) => {
    if (!session) return;
    if (session.half !== null) slots.push({ after: session.day * 2 + session.half, column });
    else unnamed.set(session.day, [...(unnamed.get(session.day) ?? []), column]);
  });
  for (const [day, columns] of unnamed) {
    if (columns.length !== 2) return null;
    columns.forEach((column, i) => slots.push({ after: day * 2 + i, column }));
  }
  return slots.length === 0 ? null : slots;
}
