/** Whether two readings of a school are one: every value of them, and where every cell of the register stands. */
import { expect } from "vitest";
import type { School } from "../src/flow.ts";

/** Everything of a school, with the places of its cells in place of the function that gives them. */
function plain(school: School): unknown {
  const { placeOf, ...register } = school.register;
  return { ...school, register: { ...register, places: Array.from(register.marks, (_, cell) => placeOf(cell)) } };
}

export function expectSameSchool(found: School, expected: School): void {
  expect(plain(found)).toEqual(plain(expected));
}
