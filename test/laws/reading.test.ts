/** Laws of reading: neither the order of rows nor how they are split, repeated or laid out changes a figure. */
import fc from "fast-check";
import { describe, it } from "vitest";
import {
  aSchool,
  expectSame,
  filesOf,
  longText,
  PATIENCE,
  pupilsText,
  rowsOf,
  RUNS,
  schoolOf,
  type Files,
  type Row,
  type Small,
} from "./schools.ts";

/** A school, its rows in another order with some of them said again or contradicted, and where each row goes. */
const shuffled = aSchool({ children: 3, days: 3 }).chain((small) => {
  const rows = rowsOf(small);
  const more = fc.array(fc.record({ at: fc.nat(rows.length - 1), mark: fc.constantFrom("/", "\\", "I", "O", "") }), {
    maxLength: 3,
  });
  return more.chain((extra) => {
    const all = [
      ...rows,
      ...extra.flatMap(({ at, mark }): Row[] => {
        const row = rows[at];
        return row ? [{ ...row, mark }] : [];
      }),
    ];
    return fc.record({
      small: fc.constant(small),
      rows: fc.constant(all),
      order: fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      into: fc.array(fc.nat(2), { minLength: all.length, maxLength: all.length }),
    });
  });
});

/** Every part has the child who is always there, or it might be a list of absences. */
function splitFiles(small: Small, rows: readonly Row[], into: readonly number[]): Files {
  const there = rowsOf(small).filter(({ child }) => child === small.children.length - 1);
  const parts = [0, 1, 2].map((part) => [...there, ...rows.filter((_, i) => into[i] === part)]);
  const registers = parts.map((part, i) => [`exports/part-${String(i)}.csv`, longText(small.children, part)] as const);
  return Object.fromEntries([...registers, ["exports/pupils.csv", pupilsText(small)] as const]);
}

const law = (says: string, test: () => void): void => {
  it(says, { timeout: PATIENCE }, test);
};

describe("reading", () => {
  law("gives the same figures and tiers for rows in any order, in one file or split into several", () => {
    fc.assert(
      fc.property(shuffled, ({ small, rows, order, into }) => {
        const plain = schoolOf(filesOf(small, rows));
        expectSame(schoolOf(filesOf(small, order)), plain);
        expectSame(schoolOf(splitFiles(small, order, into)), plain);
      }),
      RUNS,
    );
  });

  law("gives the same figures and tiers for an export given twice, whole or in part", () => {
    fc.assert(
      fc.property(aSchool({ children: 3, days: 3 }), fc.nat(100), (small, percent) => {
        const rows = rowsOf(small);
        const files = filesOf(small);
        const again = longText(small.children, rows.slice(0, Math.ceil((rows.length * percent) / 100)));
        const twice = { ...files, "exports/again.csv": again, "exports/pupils (1).csv": pupilsText(small) };
        expectSame(schoolOf(twice), schoolOf(files));
      }),
      RUNS,
    );
  });

  law("gives the same figures when rows without a mark are left out of a long export", () => {
    fc.assert(
      fc.property(aSchool(), (small) => {
        const rows = rowsOf(small).filter(({ mark }) => !["", "-", "?"].includes(mark));
        fc.pre(rows.length > 0);
        expectSame(schoolOf(filesOf(small, rows)), schoolOf(filesOf(small)));
      }),
      RUNS,
    );
  });
});
