/** Tables as CSV: written cell by cell, they are what csv-stringify makes of the whole. */
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { renderCsv } from "../../src/reports/csv.ts";

const WORDS = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "-",
    "=1+1",
    "@a",
    "+44",
    "\t",
    "\r",
    "\n",
    "\r\n",
    '"',
    ",",
    "a,b",
    'say "x"',
    "O’Neill",
    "O'Neill",
  ),
  fc.string({ maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom("a", "=", "-", "@", "+", '"', ",", "\r", "\n", "\t", "'", "1", ".", "|", " "),
    maxLength: 5,
  }),
);
const CELLS = fc.oneof(WORDS, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null));
const isLikeADate = (cell: unknown): boolean => typeof cell === "string" && /^\d{1,2}\s*[/-]\s*\d{1,2}$/.test(cell);

it("is what csv-stringify makes of the whole table", () => {
  const table = fc.record({
    head: fc.array(WORDS, { minLength: 2, maxLength: 4 }),
    rows: fc.array(fc.array(CELLS, { minLength: 2, maxLength: 4 }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(table, ({ head, rows }) => {
      fc.pre(![head, ...rows].flat().some(isLikeADate));
      const whole = stringify([head, ...rows], { bom: true, record_delimiter: "\r\n", escape_formulas: true });
      expect(renderCsv({ head, rows })).toBe(whole);
    }),
    { numRuns: 2000 },
  );
});
