/** What the pages say is what the program does. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "../src/read/config.ts";
import { HOLDS } from "../src/letters/holds.ts";
import { FORMS, KINDS } from "../src/letters/kinds.ts";
import { ROWS } from "../src/policy/rows.ts";
import { DEEDS } from "../src/read/deeds.ts";
import { RETURNS, ROW_NAMES } from "../src/read/names.ts";
import { configSchema } from "../src/read/schema.ts";
import { CODES, type Category } from "../src/register/codes.ts";
import { dayFromIso, longOf } from "../src/register/day.ts";
import { CODES_IN_FORCE_FROM, STATUTE } from "../src/register/statute.ts";
import { attend } from "./run.ts";

const read = (relative: string): string =>
  fs.readFileSync(fileURLToPath(new URL(`../${relative}`, import.meta.url)), "utf8");
const method = read("docs/method.md");
const readme = read("README.md");
const template = read("templates/school/attend.yaml");
const plain = (text: string): string => text.replace(/\s+/g, " ");

describe("docs/method.md", () => {
  const shipped = readConfig(template).config;
  const number = (trigger: string, tier: string): number =>
    shipped?.policy.triggers.find((each) => each.trigger === trigger && each.tier === tier)?.["at-least"] ?? NaN;
  const edge = (trigger: string, key: "from" | "below"): number =>
    shipped?.policy.triggers.find((each) => each.trigger === trigger)?.[key] ?? NaN;

  it.each([
    [`has missed **${String(STATUTE.persistentPercent.value)}%** or more`],
    [`has missed **${String(STATUTE.severePercent.value)}%** or more`],
    [`within **${String(STATUTE.daysToEstablishReason.value)}** school days`],
    [`**${String(STATUTE.attendanceReturnDays.value)}** school days in a row without leave`],
    [`**${String(STATUTE.sicknessReturnDays.value)}** school days of illness in a school year`],
    [`within **${String(STATUTE.newPupilReturnDays.value)}** days after the day of entry`],
    [`From **${longOf(dayFromIso(CODES_IN_FORCE_FROM) ?? 0).replace(/^\w+ /, "")}** the codes`],
    [`waits for **${String(shipped?.policy.minimumSessions)}** possible sessions`],
    [`**${String(number("lates", "emerging"))}** lates this half-term; attendance from`],
    [`**${String(number("lates", "intensive"))}** lates this half-term; attendance from`],
    [`**${String(number("no-contact", "intensive"))}** school days without a reason`],
    [
      `from **${String(edge("attendance-90-95", "from"))}%** up to but not including **${String(edge("attendance-90-95", "below"))}%**`,
    ],
    [
      `from **${String(edge("attendance-80-90", "from"))}%** up to but not including **${String(edge("attendance-80-90", "below"))}%**`,
    ],
    [`attendance below **${String(edge("attendance-below-80", "below"))}%**`],
    [`fewer than **${String(shipped?.smallestGroup)}** pupils`],
  ])("states the number of the program: %s", (sentence) => {
    expect(plain(method)).toContain(sentence);
  });

  it("lists each code in its class", () => {
    const rows: readonly [Category, string][] = [
      ["attending", "attending"],
      ["approved-educational-activity", "approved educational activity"],
      ["authorised", "authorised absence"],
      ["unauthorised", "unauthorised absence"],
      ["not-possible", "not possible"],
      ["administrative", "administrative"],
    ];
    for (const [category, label] of rows) {
      const codes = CODES.filter((code) => code.category === category && code.until === undefined).map(
        ({ code }) => code,
      );
      const row = method.split("\n").find((line) => line.replace(/ +/g, " ").startsWith(`| ${label} |`));
      const listed = /`([^`]+)`/.exec(row ?? "")?.[1]?.split(" ") ?? [];
      expect(listed.toSorted()).toEqual(codes.toSorted());
    }
  });
});

/** The template says why; a default has no words. */
function withoutReasons(key: string, value: unknown): unknown {
  return key === "because" || key === "source" ? undefined : value instanceof Set ? [...value] : value;
}

describe("templates/school/attend.yaml", () => {
  it("says what the program takes for granted when nothing is said", () => {
    const { config, problems } = readConfig(template);
    const bare = readConfig("").config;
    expect(problems).toEqual([]);
    const numbers = (from: typeof config): unknown =>
      from?.policy.triggers.map((each) => [each.trigger, each.tier, each["at-least"], each.from, each.below]);
    expect(numbers(config)).toEqual(numbers(bare));
    const settings = (from: typeof config): unknown =>
      JSON.parse(JSON.stringify({ ...from, school: 0, calendar: 0, policy: 0 }, withoutReasons));
    expect(settings(config)).toEqual(settings(bare));
    expect(config?.policy.minimumSessions).toBe(bare?.policy.minimumSessions);
    expect(config?.policy.review).toEqual(bare?.policy.review);
  });

  it("gives every rule its reason and its source", () => {
    for (const { because, source } of readConfig(template).config?.policy.triggers ?? []) {
      expect(because).not.toBe("");
      expect(source).not.toBe("");
    }
  });

  it("explains every setting that there is", () => {
    for (const key of Object.keys(configSchema.shape)) expect(template).toMatch(new RegExp(`^#? ?${key}:`, "m"));
  });
});

describe("docs/letters.md", () => {
  const letters = read("docs/letters.md");

  it("names every kind with its rows, every hold, and every form", () => {
    for (const [kind, { rows }] of Object.entries(KINDS)) {
      const cells = letters.split("\n").filter((line) => line.replace(/ +/g, " ").startsWith(`| \`${kind}\` |`));
      expect(cells.some((line) => rows.every((row) => line.includes(row)))).toBe(true);
    }
    for (const hold of HOLDS) expect(letters).toMatch(new RegExp(`^\\| ${hold} `, "m"));
    for (const form of FORMS) expect(letters).toContain(`\`${form}\``);
  });
});

it("docs/returns.md names every list, and docs/log.md too", () => {
  for (const name of RETURNS) {
    expect(read("docs/returns.md")).toMatch(new RegExp(`^\\| \`${name}\` `, "m"));
    expect(read("docs/log.md")).toMatch(new RegExp(`^\\| \`return\` .*\\b${name}\\b`, "m"));
  }
});

it("docs/log.md names every kind of deed with its fields", () => {
  const log = read("docs/log.md").split("\n");
  for (const [kind, { fields }] of Object.entries(DEEDS)) {
    const row = log.find((line) => line.replace(/ +/g, " ").startsWith(`| \`${kind}\` |`)) ?? "";
    expect(fields.filter(({ name }) => !row.includes(`\`${name}\``))).toEqual([]);
    expect(row).not.toBe("");
  }
});

it("docs/graduated-response.md names every row with what it asks and whose it is", () => {
  const rows = read("docs/graduated-response.md").replace(/ +/g, " ");
  for (const name of ROW_NAMES) {
    expect(rows).toContain(`| ${name} | ${ROWS[name].what} | ${ROWS[name].owner} |`);
  }
});

describe("README.md", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "attend-readme-"));
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("shows what `attend weekly` really prints on the demo school", async () => {
    await attend(["demo", "school"], { cwd: folder });
    const { code, out } = await attend(["weekly"], { cwd: path.join(folder, "school") });
    expect(code).toBe(0);
    expect(readme).toContain(out.trim());
  });

  it("shows what `attend letters --term` really prints on the demo school", async () => {
    const cwd = path.join(folder, "school");
    const { code, out } = await attend(["letters", "--term"], { cwd });
    expect(code).toBe(1);
    expect(readme).toContain(out.trim());
  });

  it("shows what `attend why` really prints on the demo school", async () => {
    const { code, out } = await attend(["why", "Ottilie Marchbank"], { cwd: path.join(folder, "school") });
    expect(code).toBe(0);
    expect(readme).toContain(out.trim());
  });

  it("names every command", async () => {
    const { out } = await attend(["--help"], { cwd: folder });
    const commands = [...out.matchAll(/^ {2}([a-z]+) (?:\[|\w)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== "help");
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) expect(readme).toContain(`| \`attend ${command ?? ""}`);
  });
});
