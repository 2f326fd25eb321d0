/** To whom a letter goes: households, each parent apart, how they are addressed, and who must not be written to. */
import { describe, expect, it } from "vitest";
import { ELSEWHERE, FATHER, NOWHERE, School, type Child, type Contact } from "./school.ts";

const SUMMARY = "half-term-summary";
const REFUSED: Contact = { Correspondence: "No" };
const STEP: Contact = { "Parental Responsibility": "No" };

/** The names on the envelopes of Ava's letter. */
async function envelopes(contacts: readonly Contact[], kind = SUMMARY): Promise<readonly string[]> {
  const { letters } = await new School([{ contacts, marks: "O".repeat(10) }]).plan(["--kind", kind, "--pupil", "Ava"]);
  return letters.flatMap(({ to }) => to);
}

/** What stands after “Dear” in each of Ava's letters. */
async function dear(contacts: readonly Contact[], kind = SUMMARY): Promise<readonly string[]> {
  const papers = await new School([{ contacts, marks: "O".repeat(10) }]).papers(`--kind ${kind} --pupil Ava`);
  return papers.map(({ text }) => plain(/<p class="dear">Dear (.*),<\/p>/.exec(text)?.[1] ?? ""));
}

function plain(html: string): string {
  return html
    .replaceAll(/[\u2068\u2069]/g, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'");
}

describe("households", () => {
  it.each<[string, readonly Contact[], readonly string[]]>([
    ["one parent", [{}], ["Mrs Helen Adams"]],
    ["two at one address", [{}, FATHER], ["Mr and Mrs Adams"]],
    [
      "two at one address, otherwise written",
      [{}, { ...FATHER, "Address 1": "12, THE GREEN", Postcode: "zz991aa" }],
      ["Mr and Mrs Adams"],
    ],
    ["two at one address, of two surnames", [{}, { ...FATHER, Surname: "Cole" }], ["Mrs Helen Adams and Mr Tom Cole"]],
    ["two at different addresses", [{}, { ...FATHER, ...ELSEWHERE }], ["Mrs Helen Adams", "Mr Tom Adams"]],
    ["by priority, whatever the order of rows", [{ ...FATHER, ...ELSEWHERE }, {}], ["Mrs Helen Adams", "Mr Tom Adams"]],
    [
      "a house of flats is not one address",
      [{ "Address 2": "Flat 1" }, { ...FATHER, "Address 2": "Flat 2" }],
      ["Mrs Helen Adams", "Mr Tom Adams"],
    ],
    ["one of two without an address", [{}, { ...FATHER, ...NOWHERE }], ["Mrs Helen Adams"]],
    ["one of two refuses letters", [{}, { ...FATHER, ...REFUSED }], ["Mrs Helen Adams"]],
    ["one of two has no parental responsibility", [{}, { ...FATHER, ...STEP }], ["Mrs Helen Adams"]],
    [
      "one of two under a court order, elsewhere",
      [{}, { ...FATHER, ...ELSEWHERE, "Court Order": "Y" }],
      ["Mrs Helen Adams"],
    ],
    [
      "three at one address",
      [{}, FATHER, { ...FATHER, Forename: "Joan", Title: "Ms", Surname: "Cole", Priority: "3" }],
      ["Mrs Helen Adams, Mr Tom Adams and Ms Joan Cole"],
    ],
  ])("%s", async (_, contacts, expected) => {
    expect(await envelopes(contacts)).toEqual(expected);
  });

  it.each(["penalty-notice-warning", "notice-to-improve"])("%s: one each, also at one address", async (kind) => {
    const joint = { Salutation: "Mr and Mrs Adams", Addressee: "Mr and Mrs T Adams" };
    expect(await envelopes([joint, { ...FATHER, ...joint }], kind)).toEqual(["Mrs Helen Adams", "Mr Tom Adams"]);
    expect(await dear([joint, { ...FATHER, ...joint }], kind)).toEqual(["Mrs Adams", "Mr Adams"]);
    expect(await envelopes([joint, { ...FATHER, ...REFUSED }], kind)).toEqual(["Mrs Helen Adams"]);
  });
});

describe("the salutation", () => {
  it.each<[string, readonly Contact[], readonly string[]]>([
    ["of one", [{}], ["Mrs Adams"]],
    ["of two of one surname", [{}, FATHER], ["Mr and Mrs Adams"]],
    ["of two of two surnames", [{}, { ...FATHER, Surname: "Cole" }], ["Mrs Adams and Mr Cole"]],
    ["without a title", [{ Title: "" }], ["Helen Adams"]],
    ["without a title, of two", [{ Title: "" }, { ...FATHER, Title: "" }], ["Helen Adams and Tom Adams"]],
    ["with one title of two", [{}, { ...FATHER, Title: "" }], ["Mrs Adams and Tom Adams"]],
    ["with a surname alone", [{ Title: "", Forename: "" }], ["Adams"]],
    ["with a forename alone", [{ Title: "", Surname: "" }], ["Helen"]],
    ["without any name", [{ Title: "", Forename: "", Surname: "" }], ["Parent or carer of Ava Adams"]],
    ["with an apostrophe", [{ Surname: "O'Shea" }], ["Mrs O'Shea"]],
    ["as the export gives it", [{ Salutation: "Dr Adams" }], ["Dr Adams"]],
    [
      "as the export gives it for both",
      [{ Salutation: "Dr and Mr Adams" }, { ...FATHER, Salutation: "Dr and Mr Adams" }],
      ["Dr and Mr Adams"],
    ],
    [
      "as the export gives it for each",
      [{ Salutation: "Dr Adams" }, { ...FATHER, Salutation: "Tom" }],
      ["Mr and Mrs Adams"],
    ],
  ])("%s", async (_, contacts, expected) => {
    expect(await dear(contacts)).toEqual(expected);
  });

  const away = [
    ["refuses letters", REFUSED],
    ["has no parental responsibility", STEP],
    ["is under a court order, elsewhere", { ...ELSEWHERE, "Court Order": "Yes" }],
    ["lives elsewhere", ELSEWHERE],
  ] as const;
  const joint = [
    "Mr & Mrs Adams",
    "Mr AND Mrs Adams",
    "Mr&Mrs Adams",
    "Mr/Mrs Adams",
    "Mr + Mrs Adams",
    "Tom and Helen",
  ];
  it.each([
    ...away.map(([who, other]) => ["Mr and Mrs Adams", who, other] as const),
    ...joint.map((words) => [words, "refuses letters", REFUSED] as const),
  ])("“%s” is not used when the other %s", async (words, _, other) => {
    const both = { Salutation: words, Addressee: words };
    for (const own of [both, {}]) {
      const contacts = [both, { ...FATHER, ...own, ...other }];
      expect((await dear(contacts))[0]).toBe("Mrs Adams");
      expect((await envelopes(contacts))[0]).toBe("Mrs Helen Adams");
    }
  });

  it("of somebody else in the exports is not used", async () => {
    const words = { Salutation: "Mr Adams", Addressee: "Mr T Adams" };
    expect(await dear([words, { ...FATHER, ...words, ...REFUSED }])).toEqual(["Mrs Adams"]);
  });
});

describe("one person in overlapping exports of contacts", () => {
  const again: Contact = { In: "contacts-spring.csv" };
  it.each<[string, readonly Contact[], readonly string[]]>([
    ["the same row twice", [{}, again], ["Mrs Helen Adams"]],
    ["in capitals", [{}, { ...again, Forename: "HELEN", Surname: "ADAMS" }], ["Mrs Helen Adams"]],
    ["without a title", [{}, { ...again, Title: "", Priority: "" }], ["Mrs Helen Adams"]],
    [
      "with its accent lost, and forbidden in that one",
      [{ Forename: "Zoë" }, FATHER, { ...again, ...REFUSED, Forename: "Zoe" }],
      ["Mr Tom Adams"],
    ],
    ["without an address", [{}, { ...again, ...NOWHERE }], ["Mrs Helen Adams"]],
    ["with an address in the other alone", [NOWHERE, again], ["Mrs Helen Adams"]],
    ["both parents in both", [{}, FATHER, again, { ...FATHER, ...again }], ["Mr and Mrs Adams"]],
    ["forbidden in one: forbidden", [{}, FATHER, { ...again, ...REFUSED }], ["Mr Tom Adams"]],
    [
      "no parental responsibility in one",
      [{}, { ...FATHER, ...again }, FATHER, { ...again, ...STEP }],
      ["Mr Tom Adams"],
    ],
    [
      "a court order in one",
      [{ ...ELSEWHERE }, FATHER, { ...again, ...ELSEWHERE, "Court Order": "Yes" }],
      ["Mr Tom Adams"],
    ],
    ["moved: nobody is written to", [{}, { ...again, ...ELSEWHERE }], []],
  ])("%s", async (_, contacts, expected) => {
    const names = await envelopes(contacts);
    // As either export writes it.
    expect(names.map((each) => each.toLowerCase())).toEqual(expected.map((each) => each.toLowerCase()));
  });

  it("statutory letters go to each person once", async () => {
    const contacts = [{}, FATHER, again, { ...FATHER, ...again }];
    expect(await envelopes(contacts, "penalty-notice-warning")).toEqual(["Mrs Helen Adams", "Mr Tom Adams"]);
  });
});

describe("a letter to every family", () => {
  const ava: Child = { class: "Oak" };
  const ben: Child = { name: "Ben Adams", class: "Elm" };
  const family = async (...children: readonly Child[]): Promise<readonly (readonly [string, readonly string[]])[]> => {
    const { letters } = await new School(children).plan("--kind whole-school");
    return letters.filter(({ name }) => name !== "Kit Bell").map(({ status, to }) => [status, to] as const);
  };

  it("goes once to a household of two children", async () => {
    expect(await family(ava, ben)).toEqual([["due", ["Mrs Helen Adams"]]]);
  });

  it("goes once, however the address of the second is written", async () => {
    expect(
      await family(ava, { ...ben, contacts: [{ "Address 1": "12, The Green", Postcode: "ZZ991AA" }] }),
    ).toHaveLength(1);
  });

  it("goes to each address of children who live apart", async () => {
    expect(await family(ava, { ...ben, contacts: [{ ...ELSEWHERE }] })).toHaveLength(2);
  });

  it("goes to a father who lives elsewhere, and not to the mother again", async () => {
    expect(await family({ ...ben, contacts: [{}] }, { ...ava, contacts: [{}, { ...FATHER, ...ELSEWHERE }] })).toEqual([
      ["due", ["Mrs Helen Adams"]],
      ["due", ["Mr Tom Adams"]],
    ]);
  });

  it("is held for a child whose family nobody may write to", async () => {
    expect(await family(ava, { ...ben, contacts: [REFUSED] })).toContainEqual(["held", []]);
  });

  it("goes once also when the classes are printed one after the other", async () => {
    const school = new School([ava, ben]);
    expect((await school.letters("--kind whole-school --class Oak --issue")).code).toBe(0);
    const { letters } = await school.plan("--kind whole-school --class Elm");
    expect(letters.filter(({ status }) => status === "due").map(({ name }) => name)).toEqual(["Kit Bell"]);
  });
});
