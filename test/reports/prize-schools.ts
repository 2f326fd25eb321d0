/** Schools with two terms of marks, and what their prizes are. */
import { choosePeriod } from "../../src/reports/celebration/period.ts";
import { prizesOf, type Prizes } from "../../src/reports/celebration/prize.ts";
import { schoolDays, schoolWith, type Child, type Story } from "./celebration-schools.ts";

/** Summer and autumn, so that there is a term before. */
export const BOTH_TERMS: Story = { from: "2026-06-01", to: "2026-11-20" };
export const INDIVIDUALS = "prizes:\n  individuals: true\n";

export function prizes(
  children: readonly Child[],
  story: Story = {},
  asked: Parameters<typeof choosePeriod>[1] = null,
): Prizes {
  const school = schoolWith(children, { ...BOTH_TERMS, ...story });
  return prizesOf(school, choosePeriod(school, asked));
}

/** Marks on so many school days from a day on. */
export function daysOf(first: string, days: number, marks: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    schoolDays(first, "2026-11-20")
      .slice(0, days)
      .map((day) => [day, marks]),
  );
}

export const given = ({ individuals }: Prizes): readonly string[] =>
  individuals.map(({ prize, name }) => `${name}: ${prize}`);
export const looked = ({ lookFirst }: Prizes): readonly string[] => lookFirst.map(({ name, why }) => `${name}: ${why}`);
