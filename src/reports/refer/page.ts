/** An evidence pack as one printable file. */
import { TIER_NAMES } from "../../policy/tiers.ts";
import { yearName, YEARS } from "../../register/pupil.ts";
import { figureWords } from "../pupil-page.ts";
import { renderPage, type PageTemplates } from "../html.ts";
import { gridView } from "../grid.ts";
import { short, uk } from "../weekly/words.ts";
import type { EvidencePack } from "./pack.ts";

const SEN: Readonly<Record<string, string>> = { N: "none", K: "SEN support", E: "EHCP", SEN: "yes" };

export function referPage(pack: EvidencePack, templates: PageTemplates): string {
  const { pupil, school } = pack;
  return renderPage(templates, "refer", {
    title: `${pack.title}: evidence`,
    heading: `${pack.title}: ${pack.name}`,
    schoolLine: [school.name, ...school.address, school.phone].filter((part) => part !== "").join(", "),
    asAt: uk(pack.asAt),
    policy: pack.policy,
    missing: pack.missing,
    byHand: pack.byHand,
    about: [
      { label: "Name", value: pack.name === pupil.legalName ? pack.name : `${pupil.legalName}, called ${pack.name}` },
      { label: "Date of birth", value: pupil.dob === null ? null : uk(pupil.dob) },
      { label: "UPN", value: pupil.upn },
      {
        label: "Year and class",
        value: [yearName(YEARS.find((each) => each === pack.year) ?? null), pack.class ?? ""]
          .filter((part) => part !== "")
          .join(", "),
      },
      {
        label: "On roll",
        value: `since ${uk(pupil.onRollFrom)}${pupil.onRollTo === null ? "" : ` to ${uk(pupil.onRollTo)}`}`,
      },
      { label: "Address", value: pupil.address.join(", ") },
      { label: "Language at home", value: pupil.language },
      { label: "SEN", value: pupil.sen === null ? null : (SEN[pupil.sen] ?? pupil.sen) },
      { label: "Looked after", value: pupil.lookedAfter === null ? null : pupil.lookedAfter ? "yes" : "no" },
      { label: "Tier of the school’s graduated response", value: TIER_NAMES[pack.tier] },
    ],
    parents: pack.parents.map((each) => ({
      name: each.name,
      relationship: each.relationship ?? "–",
      address: each.address.length === 0 ? "not in the exports" : each.address.join(", "),
      phone: each.phone ?? "–",
    })),
    courtOrders:
      pack.courtOrders === 0 ? "" : pack.courtOrders === 1 ? "1 person is" : `${String(pack.courtOrders)} people are`,
    facts: pack.facts,
    checklist: pack.checklist,
    from: uk(pack.period.from),
    to: uk(pack.period.to),
    why: pack.period.why,
    figures: `The pupil ${figureWords(pack)}.`,
    open: pack.open.map(({ day, half, code }) => `${short(day)} ${half} ${code}`).join(", "),
    grid: gridView(pack.grid, uk),
    spells: pack.spells
      .map(({ from, to, sessions }) => `${from === to ? uk(from) : `${uk(from)} to ${uk(to)}`}: ${String(sessions)}`)
      .join(", "),
    chronology: pack.chronology.map((each) => ({ ...each, day: uk(each.day), by: each.by ?? "" })),
    support: pack.support.map((each) => ({ ...each, day: uk(each.day) })),
    letters: pack.letters.map((each) => ({ ...each, day: uk(each.day), to: each.to.join("; ") })),
    copies: pack.letters.flatMap(({ day, title, copies }) =>
      copies.flatMap((lines, i) =>
        lines === null
          ? []
          : [
              {
                heading: `${title}, as sent on ${uk(day)}${copies.length > 1 ? `, copy ${String(i + 1)}` : ""}`,
                lines,
              },
            ],
      ),
    ),
  });
}
