/** Slips for a parents' evening: a file a class, in the order in which teachers call, with the time where one is known. */
import { describe, expect, it } from "vitest";
import { textOf } from "../../src/letters/html-text.ts";
import { readAppointments } from "../../src/read/appointments.ts";
import { School, type Child } from "./school.ts";

const CHILDREN: readonly Child[] = [
  { name: "Ava Adams" },
  { name: "Ben Brown" },
  { name: "Cal Cole" },
  { name: "Dee Dunn" },
  { name: "Eve Ely" },
  { name: "Fay Finn", class: "3/4" },
];
const SLIPS = "--kind parents-evening --json";

interface Value {
  readonly wrote: readonly string[];
  readonly letters: readonly { readonly name: string }[];
  readonly appointments: readonly { readonly name: string; readonly time: string }[];
  readonly astray: readonly string[];
}

async function slips(
  table: string | null,
  { children = CHILDREN, more = "" }: { children?: readonly Child[]; more?: string } = {},
): Promise<Value & { code: number; err: string; pages: ReadonlyMap<string, readonly string[]> }> {
  const school = new School(children);
  if (table !== null) school.write("times.csv", table);
  const { code, out, err } = await school.letters(`${SLIPS}${table === null ? "" : " --order times.csv"}${more}`);
  if (code === 2) throw new Error(err);
  const value = JSON.parse(out) as Value;
  const pages = value.wrote
    .filter((file) => /\/(?:slips-.*|print-run)\.html$/.test(file))
    .map((file) => [file.split("/").at(-1) ?? "", slipsOn(school.read(file))] as const);
  return { ...value, code, err, pages: new Map(pages) };
}

/** Each slip's first words, sheet by sheet. */
function slipsOn(html: string): readonly string[] {
  return html
    .split('<section class="sheet">')
    .slice(1)
    .map((sheet) =>
      [...sheet.matchAll(/<article class="slip[^>]*>([^]*?)<\/article>/g)]
        .map(([, slip = ""]) => {
          const [name = "", next = ""] = textOf(slip).split("\n");
          return next.startsWith("Your appointment: ") ? `${name} ${next.replace("Your appointment: ", "")}` : name;
        })
        .join(" | "),
    );
}

describe("without appointments", () => {
  it("each class has its file, in register order, two on a sheet so that the pile can be cut at once", async () => {
    const { pages, code, astray } = await slips(null);
    expect({ code, astray }).toEqual({ code: 0, astray: [] });
    expect(pages.get("slips-Oak.html")).toEqual([
      "Ava Adams, Oak | Dee Dunn, Oak",
      "Ben Brown, Oak | Eve Ely, Oak",
      "Cal Cole, Oak",
    ]);
    expect(pages.get("slips-3-4.html")).toEqual(["Fay Finn, 3/4"]);
    expect(pages.get("slips-Elm.html")).toEqual(["Kit Bell, Elm"]);
  });

  it("no class's file has a child of another class", async () => {
    const { pages } = await slips(null);
    for (const [file, sheets] of pages) {
      if (file === "print-run.html") continue;
      expect(
        new Set(
          sheets
            .join(" | ")
            .split(" | ")
            .map((slip) => slip.split(", ")[1]),
        ).size,
      ).toBe(1);
    }
  });

  it("the print run has every slip once", async () => {
    const { pages, letters } = await slips(null);
    const names = (pages.get("print-run.html") ?? [])
      .join(" | ")
      .split(" | ")
      .map((slip) => slip.split(",")[0]);
    expect(names.toSorted()).toEqual(letters.map(({ name }) => name).toSorted());
  });
});

describe("with appointments", () => {
  const oak = async (table: string): Promise<readonly string[]> => {
    const sheets = (await slips(table)).pages.get("slips-Oak.html") ?? [];
    const halves = sheets.map((sheet) => sheet.split(" | "));
    return [...halves.map(([upper = ""]) => upper), ...halves.flatMap(([, lower]) => lower ?? [])].map((slip) =>
      slip.replace(/^(\w+) \w+, Oak/, "$1"),
    );
  };

  it.each([
    [
      "by time, the others after them",
      "Pupil,Class,Time\nCal Cole,Oak,16:00\nBen Brown,Oak,15:50\n",
      ["Ben 3.50pm", "Cal 4.00pm", "Ava", "Dee", "Eve"],
    ],
    [
      "afternoon times without pm",
      "Name,Time\nEve Ely,12:50\nDee Dunn,1:10\nCal Cole,3.40\n",
      ["Eve 12.50pm", "Dee 1.10pm", "Cal 3.40pm", "Ava", "Ben"],
    ],
    ["am is believed", "Name,Time\nEve Ely,7:50am\nDee Dunn,8:00\n", ["Eve 7.50am", "Dee 8.00am", "Ava", "Ben", "Cal"]],
    [
      "the order of the file where a time cannot be read",
      "Name,Slot\nEve Ely,after Ben\nBen Brown,16:00\nAva Adams,15:00\n",
      ["Eve after Ben", "Ben 4.00pm", "Ava 3.00pm", "Cal", "Dee"],
    ],
    ["the order of the file without times", "Name\nEve Ely\nBen Brown\n", ["Eve", "Ben", "Ava", "Cal", "Dee"]],
    [
      "names as a system writes them",
      "Surname;Forename;Start time\nEly;Eve;16:00\nBROWN;Ben;15:30\n",
      ["Ben 3.30pm", "Eve 4.00pm", "Ava", "Cal", "Dee"],
    ],
    [
      "parents who live apart",
      "Name,Time\nBen Brown,17:00\nBen Brown,16:00\nAva Adams,16:30\n",
      ["Ben 4.00pm and 5.00pm", "Ava 4.30pm", "Cal", "Dee", "Eve"],
    ],
    ["blank rows before the headings", "\n,\nName,Time\n\nEve Ely,16:00\n", ["Eve 4.00pm", "Ava", "Ben", "Cal", "Dee"]],
  ])("%s", async (_, table, expected) => {
    expect(await oak(table)).toEqual(expected);
  });

  it("says which rows fit nobody or several, and asks a person to look", async () => {
    const children: readonly Child[] = [...CHILDREN, { name: "Ava Adams", class: "3/4" }];
    const table =
      "Name,Class,Time\nZed Zest,Oak,15:00\nAva Adams,,15:10\nAva Adams,Class 3/4,15:20\n,,15:30\nBen,,15:40\n";
    const { code, astray, err, appointments } = await slips(table, { children });
    expect(code).toBe(1);
    expect(astray).toEqual([
      "Line 2 of the appointments: nobody in the exports is called “Zed Zest”.",
      "Line 3 of the appointments: “Ava Adams” fits several pupils: give the class or the UPN.",
      "Line 5 of the appointments: no pupil is named.",
    ]);
    for (const sentence of astray) expect(err).toContain(sentence);
    expect(appointments.map(({ name, time }) => `${name} ${time}`)).toEqual(["Ava Adams 3.20pm", "Ben Brown 3.40pm"]);
  });

  it("finds a pupil by the UPN, whatever the name beside it", async () => {
    const first = await slips(null);
    const { pupil } = first.letters.find(({ name }) => name === "Cal Cole") as unknown as { pupil: string };
    expect(await oak(`UPN,Name,Time\n${pupil},Calvin,16:00\n`)).toEqual(["Cal 4.00pm", "Ava", "Ben", "Dee", "Eve"]);
  });

  it("says so when a child with an appointment gets no slip", async () => {
    const children: readonly Child[] = [...CHILDREN, { name: "Nia Nunn", class: "Acorns", year: "N2" }];
    const { code, astray } = await slips("Name,Time\nNia Nunn,16:00\n", { children });
    expect({ code, astray }).toEqual({
      code: 1,
      astray: ["Nia Nunn (Acorns) has an appointment, and no slip is due."],
    });
    const oakAlone = await slips("Name,Time\nFay Finn,16:00\n", { more: " --class Oak" });
    expect(oakAlone.astray).toEqual([]);
  });

  it("prints the day of the evening when the calendar has it", async () => {
    const school = new School([{}], { config: "  parents-evenings: [2026-11-10, 2026-12-01]\n" });
    school.write("times.csv", "Name,Time\nAva Adams,16:10\n");
    await school.letters(`${SLIPS} --order times.csv`);
    const page = school.read("output/letters/2026-11-18 parents-evening DRAFT/slips-Oak.html");
    expect(textOf(page)).toContain("Your appointment: Tuesday 1 December, 4.10pm");
  });

  it("escapes what the file says", async () => {
    const { pages } = await slips('Name,Time\nAva Adams,"<img src=x> **now** {{x}}"\n');
    expect(pages.get("slips-Oak.html")?.[0]).toContain("Ava Adams, Oak <img src=x> **now** {{x}}");
  });

  it("gives the same slips when they are issued, in the same order", async () => {
    const school = new School(CHILDREN);
    school.write("times.csv", "Name,Time\nEve Ely,16:00\n");
    const { out } = await school.letters(`${SLIPS} --order times.csv --issue`);
    const { wrote } = JSON.parse(out) as Value;
    expect(slipsOn(school.read(wrote.find((file) => file.endsWith("slips-Oak.html")) ?? ""))[0]).toContain(
      "Eve Ely, Oak 4.00pm",
    );
    expect(school.log().map(({ letter }) => letter)).toEqual(Array.from({ length: 7 }, () => "parents-evening"));
  });
});

describe("asked wrongly", () => {
  it.each([
    ["another kind of letter", "--term --order times.csv", "Name,Time\n", /parents-evening/],
    ["no such file", "--kind parents-evening --order none.csv", null, /none\.csv could not be opened/],
    [
      "a file of something else",
      "--kind parents-evening --order times.csv",
      "Colour,Size\nred,2\n",
      /no table of appointments/,
    ],
    ["an empty file", "--kind parents-evening --order times.csv", "", /no table of appointments/],
  ])("%s: exit 2, one sentence, nothing written", async (_, options, table, says) => {
    const school = new School([{}]);
    if (table !== null) school.write("times.csv", table);
    const { code, out, err } = await school.letters(options);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(says);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(school.has("output")).toBe(false);
  });
});

describe("the table of appointments", () => {
  it("is read whatever its delimiter, with lines counted as the office sees them", () => {
    for (const d of [",", ";", "\t"]) {
      const text =
        ["Name", "Class", "Appointment time"].join(d) + "\r\n\r\n" + ["Ava Adams", "3/4", "16:10"].join(d) + "\r\n";
      expect(readAppointments(Buffer.from(text))).toEqual([
        { line: 3, id: "", name: "Ava Adams", class: "3/4", time: "16:10" },
      ]);
    }
  });
});
