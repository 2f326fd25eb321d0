/** The README of the invented school's folder: that it is invented, what is in it, and the stories planted in it. */
import { longOf, ukOf, type Day } from "../register/day.ts";
import type { Child } from "./children.ts";
import { SCHOOL } from "./names.ts";
import type { Past } from "./past.ts";
import type { NotYet, Planted, Story } from "./story.ts";

export interface ToldStory {
  readonly story: Story;
  readonly outcome: Planted | NotYet;
  readonly cast: readonly Child[];
}

export function readmeOf(
  told: readonly ToldStory[],
  untaken: { readonly class: string; readonly day: Day } | null,
  past: Past,
): string {
  const register = untaken
    ? `| – | class ${untaken.class} | the register of the afternoon of ${ukOf(untaken.day)} was never taken (dashes) | missing marks, in no percentage, and a reminder to complete the register |`
    : "| – | class 5/6 | a register never taken | not planted: too early in the year |";
  return `# ${SCHOOL}

This school is invented. So is everybody in it: the villages, the families and the staff do not exist, the UPNs belong to
a local authority that does not exist (999), the postcodes (ZZ99) to no place, the telephone numbers to the range
that Ofcom keeps for drama, and all e-mail goes to example.org. Try out whatever you like.

The exports look as if somebody in the office took them early on ${longOf(past.today)}: the newest marks are
of ${newest(past)}.

| file | what it is |
|---|---|
| \`exports/pupils.csv\` | everybody on roll this year, with leavers and future starters |
| \`exports/contacts.csv\` | one or two contacts for each pupil |
| \`exports/register-….csv\` | the marks, one file for each half-term so far |
| \`records/log.jsonl\` | what the staff have written down: calls, talks, needs, a leave request |

How often each code is used follows DfE, Pupil attendance in schools, 2025/26 year to date, England primary (Open
Government Licence v3.0).

## Stories to look for

The pupils below are here whatever the seed and the size of the school. Apart from their story they attend every session.
Early in the year one absence weighs much, so a percentage may fire a trigger that is not in the story.

| pupil | class | what is in the files | what to look for |
|---|---|---|---|
${told.map(storyRow).join("\n")}
${register}
`;
}

function storyRow({ outcome, cast }: ToldStory): string {
  const names = cast.map((each) => `${each.forename} ${each.surname}`).join(", ");
  const classes = cast.map((each) => each.class).join(", ");
  const [planted, look] =
    "notYet" in outcome ? [`not planted: ${outcome.notYet}`, "–"] : [outcome.planted, outcome.look];
  return `| ${names} | ${classes} | ${planted} | ${look} |`;
}

function newest(past: Past): string {
  const day = past.days.at(-1);
  return day === undefined ? "no day yet, as the school year has not begun" : longOf(day);
}
