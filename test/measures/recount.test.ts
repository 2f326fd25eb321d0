/** The quick counts against a slow recount of any register in any window. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countPupil, countRows, glanceAt, sumCounts, sumRows, type Window } from "../../src/measures/counts.ts";
import { unauthorisedSessions } from "../../src/measures/penalty.ts";
import { sumsOver } from "../../src/measures/running.ts";
import { spellsOf, unexplainedRun, type Spell } from "../../src/measures/spells.ts";
import { isAttended, isPossible, MISSING } from "../../src/register/kinds.ts";
import type { Register } from "../../src/register/register.ts";
import { PATIENCE } from "../laws/schools.ts";
import { aRegister, aWindow, daysOf, recount } from "./recount.ts";

const LAW = { numRuns: 400 };

/** Cell by cell. */
function slowSpells(register: Register, row: number, { start, end }: Window): readonly Spell[] {
  const spells: Spell[] = [];
  let isOpen = false;
  for (const [column, { day }] of register.sessions.entries()) {
    const kind = register.kinds[register.marks[row * register.sessions.length + column] ?? MISSING];
    if (column < start || column >= end || !kind || !isPossible(kind)) continue;
    const last = isOpen ? spells.pop() : undefined;
    if (isAttended(kind)) {
      if (last) spells.push({ ...last, back: day });
    } else spells.push({ from: last?.from ?? day, to: day, sessions: (last?.sessions ?? 0) + 1, back: null });
    isOpen = !isAttended(kind);
  }
  return spells;
}

describe("a recount cell by cell gives the same", () => {
  it("counts, of each pupil and of all together", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), aWindow(), (register, window) => {
        const rows = [...register.pupils.keys()];
        const each = rows.map((row) => countPupil(register, row, window));
        rows.forEach((row) => {
          expect(each[row]).toEqual(recount(register, [row], window));
        });
        const together = recount(register, rows, window);
        expect(countRows(register, rows, window)).toEqual(together);
        const sum = sumCounts(each);
        expect(sum).toEqual(together);
        // To the letter, as both stand in JSON.
        expect(JSON.stringify(sumRows(register, rows, window))).toBe(JSON.stringify(sum));
      }),
      LAW,
    );
  });

  it("running sums of a group", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), fc.array(aWindow(), { minLength: 1 }), (register, windows) => {
        const rows = [...register.pupils.keys()];
        const sumsIn = sumsOver(register, rows);
        for (const { start, end } of windows) {
          const width = register.sessions.length;
          const window = { start: Math.min(start, width), end: Math.min(Math.max(start, end), width) };
          const { possible, attended, authorised, unauthorised, late, lateAfterClose } = recount(
            register,
            rows,
            window,
          );
          const slow = { possible, attended, authorised, unauthorised, late, lateAfterClose };
          expect(sumsIn(window)).toEqual(slow);
        }
      }),
      LAW,
    );
  });

  it("spells of absence", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), aWindow(), (register, window) => {
        for (const row of register.pupils.keys()) {
          const spells = spellsOf(register, row, window);
          const missed = recount(register, [row], window);
          expect(spells.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(missed.possible - missed.attended);
          expect(spells).toEqual(slowSpells(register, row, window));
        }
      }),
      LAW,
    );
  });

  it("glances", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), aWindow(), (register, window) => {
        for (const row of register.pupils.keys()) {
          const counts = recount(register, [row], window);
          const { possible, attended, authorised, unauthorised, late, lateAfterClose, codes } = counts;
          const holiday = (codes["G"] ?? 0) + (codes["H"] ?? 0);
          const partTime = codes["C2"] ?? 0;
          const slow = { possible, attended, authorised, unauthorised, late, lateAfterClose, holiday, partTime };
          expect(glanceAt(register, row, window)).toEqual(slow);
        }
      }),
      LAW,
    );
  });

  it("runs without a reason", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), aWindow(), (register, window) => {
        for (const row of register.pupils.keys()) {
          const days = daysOf(register, row, window);
          const isOpen = ({ codes }: (typeof days)[number]): boolean =>
            codes.every((code) => /^[NO]$/.test(code ?? ""));
          const run = days.slice(days.findLastIndex((each) => !isOpen(each)) + 1);
          const [first, last] = [run[0], run.at(-1)];
          const slow = first && last ? { days: run.length, from: first.day, to: last.day } : null;
          expect(unexplainedRun(register, row, window)).toEqual(slow);
        }
      }),
      LAW,
    );
  });

  it("unauthorised sessions", { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(aRegister(), fc.integer({ min: -2, max: 200 }), (register, later) => {
        const to = (register.sessions[0]?.day ?? 0) + later;
        for (const row of register.pupils.keys()) {
          const slow = register.sessions.flatMap(({ day, half }, column) => {
            const mark = register.marks[row * register.sessions.length + column] ?? MISSING;
            const code = register.kinds[mark]?.code ?? "";
            return day <= to && /^[GNOU]$/.test(code) ? [{ day, half, code }] : [];
          });
          expect(unauthorisedSessions(register, row, to)).toEqual(slow);
        }
      }),
      LAW,
    );
  });
});
