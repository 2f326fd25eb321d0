/** What the policy asks for and the log does not show yet, on a day: a function of exports, log, policy and date. */
import { isoOf } from "../register/day.ts";
import { isNursery } from "../register/pupil.ts";
import { compareText } from "../register/order.ts";
import type { Ask } from "./ask.ts";
import { Case, ofAll, type OfAll } from "./case.ts";
import type { PupilRow } from "./ask-of.ts";
import { PUPIL_ASKS } from "./pupil-asks.ts";
import { ownerOf, ROWS } from "./rows.ts";
import { ROW_NAMES, type RowName } from "../read/names.ts";
import { schoolAsks } from "./school-asks.ts";
import type { Situation } from "./situation.ts";
import { tiersOn } from "./tiers.ts";

export interface DueLine {
  readonly row: RowName;
  readonly what: string;
  /** The pupil's key; null for the whole school. */
  readonly pupil: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly owner: string;
  readonly due: string;
  readonly overdue: boolean;
  readonly why: string;
  /** The letter that goes with it; null for none. */
  readonly letter: string | null;
}

/** Everything that is due, the oldest first, then in the order of the policy's rows and of the register. `all` is `ofAll` of the situation. */
export function dueOn(situation: Situation, all = ofAll(situation)): readonly DueLine[] {
  return linesFor(situation, null, all);
}

/** The same for one pupil, whose rows are all that is worked out. */
export function dueFor(situation: Situation, row: number): readonly DueLine[] {
  return linesFor(situation, row, ofAll(situation));
}

function linesFor(situation: Situation, only: number | null, all: OfAll): readonly DueLine[] {
  const { register, config, asAt } = situation;
  const { rows } = config.policy;
  const asks: Ask[] = [];
  const wanted = ROW_NAMES.filter((row) => rows[row]?.off !== true);
  for (const row of only === null ? wanted.filter(isOfSchool) : []) {
    asks.push(
      ...schoolAsks(situation, all.rounds, row).map((each) => ({
        ...each,
        row,
        pupil: null,
        overdue: asAt > each.due,
      })),
    );
  }
  const cases = tiersOn(situation, asAt)
    .filter(({ row }) => (only === null || row === only) && !isNursery(register.pupils[row] ?? { year: null }))
    .map((placed) => new Case(situation, placed, all));
  for (const row of wanted.filter((each): each is PupilRow => !isOfSchool(each))) {
    const asksOf = PUPIL_ASKS[row];
    for (const one of cases) {
      for (const { due, why } of asksOf(one)) asks.push({ due, why, row, pupil: one.row, overdue: asAt > due });
    }
  }
  return asks.toSorted((a, b) => a.due - b.due).map((ask) => lineOf(situation, ask));
}

function isOfSchool(row: RowName): row is Extract<RowName, `A${number}`> {
  return row.startsWith("A");
}

function lineOf({ register, config }: Situation, { row, pupil, due, overdue, why }: Ask): DueLine {
  const who = pupil === null ? undefined : register.pupils[pupil];
  return {
    row,
    what: ROWS[row].what,
    pupil: who?.key ?? null,
    name: who?.name ?? null,
    class: who?.class ?? null,
    owner: ownerOf(config, row),
    due: isoOf(due),
    overdue,
    why,
    letter: ROWS[row].letter,
  };
}

/** Owners in alphabetical order, each with what is theirs. */
export function byOwner(due: readonly DueLine[]): ReadonlyMap<string, readonly DueLine[]> {
  const owners = [...new Set(due.map(({ owner }) => owner))].toSorted(compareText);
  return new Map(owners.map((owner) => [owner, due.filter((each) => each.owner === owner)]));
}
