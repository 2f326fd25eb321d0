/** `attend tiers`: every pupil's tier and the triggers that fired. */
import { renderTable } from "../edge/terminal.ts";
import { TIER_NAMES, tierTable, type TierTable } from "../policy/tiers.ts";
import { dayFromIso, ukOf } from "../register/day.ts";
import { TIERS } from "../read/names.ts";
import { renderCsv } from "../reports/csv.ts";
import { finish, loadRegister, type Context, type ExitCode } from "./context.ts";

export function tiers(context: Context, options: { readonly csv?: boolean }): ExitCode {
  const { school } = loadRegister(context);
  const value = tierTable(school);
  return finish(context, school.problems, value, () =>
    options.csv === true ? csvOf(value) : renderScreen(value, context.io.colour),
  );
}

function csvOf(value: TierTable): string {
  return renderCsv({
    head: ["Key", "Name", "Class", "Year", "Tier", "Why", "Too early to judge"],
    rows: value.pupils.map((pupil) => [
      pupil.key,
      pupil.name,
      pupil.class,
      pupil.year,
      TIER_NAMES[pupil.tier],
      pupil.triggers.map(({ fact }) => fact).join("; "),
      pupil.tooEarly ? "yes" : "",
    ]),
  });
}

function renderScreen(value: TierTable, colour: boolean): string {
  const counts = TIERS.map(
    (tier) => `${TIER_NAMES[tier]} ${String(value.pupils.filter((pupil) => pupil.tier === tier).length)}`,
  );
  const rows = TIERS.toReversed().flatMap((tier) =>
    value.pupils
      .filter((pupil) => pupil.tier === tier && tier !== "all")
      .map((pupil) => [
        TIER_NAMES[tier],
        pupil.name,
        pupil.class ?? "",
        [...new Set(pupil.triggers.map(({ fact }) => fact))].join("; "),
      ]),
  );
  const early = value.pupils.filter((pupil) => pupil.tooEarly).length;
  return [
    `Tiers as at ${ukOf(dayFromIso(value.asAt) ?? 0)}, policy ${value.policy}: ${counts.join(" · ")}\n`,
    renderTable({ head: ["Tier", "Pupil", "Class", "Why"], rows }, colour),
    ...(early > 0 ? [`For ${String(early)} of them it is too early to judge percentages.\n`] : []),
  ].join("\n");
}
