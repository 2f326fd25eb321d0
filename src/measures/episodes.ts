/** Episodes of absence of which the local authority must be told: so many school days without leave, or ill. */
import { isCompulsory } from "../register/age.ts";
import { academicYearOf, type Day } from "../register/day.ts";
import { isPossible, MISSING } from "../register/kinds.ts";
import { cellOf, columnFrom, type Register } from "../register/register.ts";
import { STATUTE } from "../register/statute.ts";

/** A run of missed sessions of one sort, unbroken but for sessions that say nothing. */
export interface Run {
  readonly from: Day;
  /** Day of its last session, inclusive. */
  readonly to: Day;
  /** The day of each of its sessions, in order: two a day where both were missed. */
  readonly days: readonly Day[];
  /** How often each code occurs in it. */
  readonly codes: Readonly<Record<string, number>>;
  /** Sessions from its first to the newest mark looked at, or to its end, that nobody has settled: no mark, or one that nobody knows. */
  readonly unsettled: number;
  /** No mark has ended it yet, and the pupil is on roll still. */
  readonly open: boolean;
}

export interface Episode {
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  readonly sessions: number;
  /** The day of the session that made the number of days; null while there are fewer. */
  readonly reached: Day | null;
  /** The unbroken runs that it is made of, oldest first. */
  readonly runs: readonly Run[];
}

const WITHOUT_LEAVE: ReadonlySet<string> = new Set(["G", "N", "O", "U"]);
const ILL: ReadonlySet<string> = new Set(["I"]);

/** Two sessions make a school day. */
const TEN_DAYS = 2 * STATUTE.attendanceReturnDays.value;
const FIFTEEN_DAYS = 2 * STATUTE.sicknessReturnDays.value;

/**
 * Every unbroken run of `G`, `N`, `O` and `U` up to `to` (inclusive), over half-terms and school years. Ten school days are
 * twenty of the pupil's own possible sessions in a row; `reached` is the day of the twentieth. Source:
 * `STATUTE.attendanceReturnDays`.
 */
export function unauthorisedEpisodes(register: Register, row: number, to: Day): readonly Episode[] {
  return runsOf(register, row, { from: -Infinity, to }, WITHOUT_LEAVE).map((run) => episodeOf([run], TEN_DAYS));
}

/**
 * Illness (`I`) of the academic year of `to`, up to `to` (inclusive). The first episode is all illness from the first
 * session of the year up to the end of the run in which the fifteenth day falls, in one run or in several; after it, each
 * run of fifteen days is an episode of its own, and one that has not ended may become one. Source:
 * `STATUTE.sicknessReturnDays`.
 */
export function illnessEpisodes(register: Register, row: number, to: Day): readonly Episode[] {
  const runs = runsOf(register, row, { from: academicYearOf(to), to }, ILL);
  let sessions = 0;
  const last = runs.findIndex(({ days }) => (sessions += days.length) >= FIFTEEN_DAYS);
  if (last < 0) return runs.length === 0 ? [] : [episodeOf(runs, FIFTEEN_DAYS)];
  return [
    episodeOf(runs.slice(0, last + 1), FIFTEEN_DAYS),
    ...runs
      .slice(last + 1)
      .filter(({ days, open }) => open || days.length >= FIFTEEN_DAYS)
      .map((run) => episodeOf([run], FIFTEEN_DAYS)),
  ];
}

function episodeOf(runs: readonly Run[], enough: number): Episode {
  const days = runs.flatMap((run) => run.days);
  return {
    from: days[0] ?? 0,
    to: days.at(-1) ?? 0,
    sessions: days.length,
    reached: days[enough - 1] ?? null,
    runs,
  };
}

/**
 * Runs of these codes between two days (inclusive), oldest first, counted in the pupil's possible sessions at compulsory
 * school age. A possible session with another mark, attended or not, ends a run; sessions that were not possible, without a
 * mark or with one that nobody knows are passed over.
 */
function runsOf(
  register: Register,
  row: number,
  span: { readonly from: Day; readonly to: Day },
  codes: ReadonlySet<string>,
): readonly Run[] {
  const pupil = register.pupils[row];
  if (!pupil) return [];
  const runs: Run[] = [];
  let isOldEnough = false;
  let run: { days: Day[]; codes: Record<string, number>; unsettled: number } | null = null;
  const close = (open: boolean): void => {
    const from = run?.days[0];
    if (run && from !== undefined) runs.push({ ...run, from, to: run.days.at(-1) ?? from, open });
    run = null;
  };
  const start = Math.max(register.rollStart[row] ?? 0, columnFrom(register, span.from));
  const end = Math.min(register.rollEnd[row] ?? 0, columnFrom(register, span.to + 1));
  for (let column = start; column < end; column++) {
    const session = register.sessions[column];
    const mark = register.marks[cellOf(register, row, column)] ?? MISSING;
    const kind = register.kinds[mark];
    if (!session || !kind) continue;
    isOldEnough ||= isCompulsory(pupil, session.day);
    if (!isOldEnough) continue;
    if (kind.code !== null && codes.has(kind.code)) {
      run ??= { days: [], codes: {}, unsettled: 0 };
      run.days.push(session.day);
      run.codes[kind.code] = (run.codes[kind.code] ?? 0) + 1;
    } else if (isPossible(kind)) close(false);
    else if (run && ((mark === MISSING && session.open) || kind.class === "unknown")) run.unsettled++;
  }
  close(pupil.to === null || pupil.to >= span.to);
  return runs;
}
