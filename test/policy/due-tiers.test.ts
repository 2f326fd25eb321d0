/** Who is asked for what by tier: tiers add up, a need alone asks for attention only, and some are never asked about. */
import { beforeAll, describe, expect, it } from "vitest";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { AVA, School, type Child, type Line, type Marks } from "../letters/school.ts";
import { attend } from "../run.ts";

interface Asked {
  readonly row: string;
  readonly pupil: string | null;
  readonly name: string | null;
}

async function dueIn(cwd: string, day: string): Promise<readonly Asked[]> {
  const said = await attend(["due", "--json", "--date", day], { cwd });
  if (said.code === 2) throw new Error(said.err);
  return (JSON.parse(said.out) as { due: readonly Asked[] }).due;
}

/** The rows that Ava is asked for on 18 November. */
async function rows(ava: Child, others: readonly Child[] = []): Promise<readonly string[]> {
  const { folder } = new School([ava, ...others]);
  const due = await dueIn(folder, "2026-11-18");
  return due.filter(({ name }) => name === AVA).map(({ row }) => row);
}

const sen: Child = { about: { "SEN Status": "K" } };
const ill = (sessions: number): Marks => ({ "2026-11-04": "I".repeat(sessions) });
const late = (times: number): Marks => ({ "2026-11-03": "L/".repeat(times) });
const PANEL: Line = { kind: "panel", outcome: "planned", on: "2026-11-18", day: "2026-11-02" };
const LEAVE: Line = { kind: "leave-request", day: "2026-11-09", from: "2026-12-07", to: "2026-12-07" };
/** Asked for by everything that there is: away without a reason, leave, a panel, a part-time timetable. */
const everything: Child = {
  marks: { "2026-11-02": "GG" + "O".repeat(24) },
  log: [PANEL, LEAVE, { kind: "need", need: "missing-education", day: "2026-11-09" }],
};

describe("nobody is asked about", () => {
  it("but a pupil on roll in Reception or above", async () => {
    expect((await rows(everything)).length).toBeGreaterThan(15);
    expect((await rows({ ...everything, year: "R" })).length).toBeGreaterThan(10);
  });

  it.each(["N1", "N2"])("in year %s", async (year) => {
    expect(await rows({ ...everything, year })).toEqual([]);
  });

  it("who has left", async () => {
    const leaving = (day: string): Child => ({ ...everything, about: { "Leaving Date": day } });
    expect((await rows(leaving("18/11/2026"))).length).toBeGreaterThan(15);
    expect(await rows({ ...leaving("17/11/2026"), marks: { "2026-11-02": "GG" + "O".repeat(22) } })).toEqual([]);
  });

  it("whom the register does not know", async () => {
    const stranger = { ...LEAVE, pupil: "Z999999999999" };
    expect(await rows({ log: [stranger] })).toEqual([]);
  });

  it("without a reason", async () => {
    expect(await rows({})).toEqual([]);
    expect(await rows({ marks: ill(5) })).toEqual([]);
  });
});

const sorted = (names: readonly string[]): readonly string[] => names.toSorted();

describe("a need alone", () => {
  it("asks for the week to be looked at, and for contact on a day away", async () => {
    expect(await rows(sen)).toEqual(["I3"]);
    expect(sorted(await rows({ ...sen, marks: { "2026-11-18": "II" } }))).toEqual(["I3", "I4"]);
  });

  it.each(["K", "E"])("never asks for I1, I2 or I8: SEN %s", async (status) => {
    const found = await rows({ about: { "SEN Status": status }, marks: { "2026-11-17": "IIII" } });
    expect(sorted(found)).toEqual(["I3", "I4"]);
  });

  it.each(["ehcp", "send-plan"])("is the same in the log: %s", async (need) => {
    expect(await rows({ log: [{ kind: "need", need, day: "2026-11-09" }] })).toEqual(["I3"]);
  });

  it("of mental health asks for an agency to be considered too", async () => {
    expect(sorted(await rows({ log: [{ kind: "need", need: "mental-health", day: "2026-11-09" }] }))).toEqual([
      "I3",
      "I5",
    ]);
  });

  it.each(["young-carer", "social-worker", "hold-phone-first"])(
    "of another kind asks for nothing: %s",
    async (need) => {
      expect(await rows({ log: [{ kind: "need", need, day: "2026-11-09" }] })).toEqual([]);
    },
  );
});

describe("tiers add up", () => {
  it.each<readonly [string, Child, readonly string[]]>([
    ["Low need", { marks: { "2026-11-03": "GG" } }, ["L4"]],
    ["Emerging need by lates", { marks: late(3) }, ["E1", "E2", "E6"]],
    ["Emerging need by attendance", { marks: ill(7) }, ["E1", "E2", "E6"]],
    ["Intensive need by lates", { marks: late(7) }, ["E1", "I1", "I3", "I5", "I7", "I8"]],
    ["Intensive need by attendance", { marks: ill(14) }, ["E1", "I1", "I2", "I3", "I4", "I5", "I7", "I8"]],
    ["Specialist need by attendance", { marks: ill(22) }, ["E1", "I1", "I2", "I3", "I4", "I5", "I7", "S1", "S2", "S3"]],
    [
      "Specialist need by a part-time timetable",
      { log: [{ kind: "need", need: "part-time-timetable", day: "2026-11-09" }] },
      ["I3", "I5", "I7", "S1", "S2", "S3"],
    ],
  ])("%s", async (_, ava, expected) => {
    expect(sorted(await rows(ava))).toEqual(expected);
  });

  it("with brothers and sisters, from Emerging need on", async () => {
    const brother: Child = { name: "Ben Adams" };
    expect(await rows({ marks: ill(7) }, [brother])).toContain("E4");
    expect(await rows({ marks: ill(22) }, [brother])).toEqual(expect.arrayContaining(["E4", "S4"]));
  });
});

/** Rows that ask for the same thing in several tiers. */
const SAME: Readonly<Record<string, string>> = {
  L4: "concerns",
  E6: "concerns",
  I7: "concerns",
  E2: "week",
  I3: "week",
  E5: "reason",
  I6: "reason",
  S7: "reason",
};
const things = (found: readonly string[]): readonly string[] => [...new Set(found.map((row) => SAME[row] ?? row))];

describe("a SEND plan takes nothing away", () => {
  it.each<readonly [string, Child]>([
    ["Low need", { marks: { "2026-11-03": "GG" } }],
    ["Emerging need by lates", { marks: late(3) }],
    ["Emerging need by attendance", { marks: ill(7) }],
    ["heading below 90%", { marks: { "2026-11-09": "IIIIIIII" } }],
    ["away without a reason", { marks: { "2026-11-03": "L/L/L", "2026-11-17": "NNNN" } }],
    ["Intensive need by attendance", { marks: ill(14) }],
    ["Specialist need by attendance", { marks: ill(22) }],
    ["all at once", everything],
  ])("%s", async (_, ava) => {
    expect(things(await rows({ ...ava, ...sen }))).toEqual(expect.arrayContaining([...things(await rows(ava))]));
  });
});

describe("the demo school, with nothing written down", () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "attend-due-tiers-"));
  const folder = path.join(home, "school");
  interface Tiered {
    readonly key: string;
    readonly class: string;
    readonly year: string;
    readonly tier: string;
    readonly triggers: readonly { readonly trigger: string }[];
  }
  let pupils: readonly Tiered[] = [];
  let due: readonly Asked[] = [];

  beforeAll(async () => {
    await attend(["demo", folder], { cwd: home });
    fs.rmSync(path.join(folder, "records"), { recursive: true });
    due = await dueIn(folder, "2026-11-23");
    const said = await attend(["tiers", "--json", "--date", "2026-11-23"], { cwd: folder });
    pupils = (JSON.parse(said.out) as { pupils: readonly Tiered[] }).pupils;
    return (): void => {
      fs.rmSync(home, { recursive: true });
    };
  });

  const rowsOf = ({ key }: Tiered): readonly string[] => due.filter(({ pupil }) => pupil === key).map(({ row }) => row);
  const having = (...names: readonly string[]): readonly Tiered[] =>
    pupils.filter(
      ({ year, triggers }) => !year.startsWith("N") && triggers.some(({ trigger }) => names.includes(trigger)),
    );

  it.each([
    [["attendance-90-95"], ["E1"]],
    [
      ["attendance-80-90", "persistent-absence"],
      ["E1", "I1", "I2", "I3", "I5", "I7"],
    ],
    [["attendance-below-80"], ["E1", "I1", "I2", "I3", "I5", "I7", "S1", "S2", "S3"]],
    [["send-plan"], ["I3"]],
  ])("asks of everybody with %j at least %j", (triggers, least) => {
    const some = having(...triggers);
    expect(some.length).toBeGreaterThan(0);
    for (const each of some) expect(rowsOf(each), each.key).toEqual(expect.arrayContaining(least));
  });

  it("asks of those in tier All nothing but what was said or met by marks", () => {
    const all = pupils.filter(({ tier }) => tier === "all");
    expect(all.length).toBeGreaterThan(20);
    expect(all.flatMap((each) => rowsOf(each))).toEqual([]);
  });

  it("asks nothing of nursery, which has children in other tiers, or of anybody not on roll", () => {
    const nursery = pupils.filter(({ year }) => year.startsWith("N"));
    expect(nursery.some(({ tier }) => tier !== "all")).toBe(true);
    expect(nursery.flatMap((each) => rowsOf(each))).toEqual([]);
    const onRoll = new Set(pupils.map(({ key }) => key));
    expect(due.filter(({ pupil }) => pupil !== null && !onRoll.has(pupil))).toEqual([]);
  });
});
