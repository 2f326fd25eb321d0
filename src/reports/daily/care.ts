/** Who is to ring about a child: the office, the Pastoral Lead, or whoever leads on safeguarding where it needs care. */
import { ownerOf } from "../../policy/rows.ts";
import type { Situation } from "../../policy/situation.ts";
import { hasNeed } from "../../read/log.ts";

/** Flags of the log that ask for care before anybody rings. Why they stand there is never shown. */
const FLAGS = ["hold-phone-first", "social-worker"] as const;

/** Whether somebody must think before anybody rings: a flag in the log, or looked after by the local authority. */
export function needsCare({ register, deeds, asAt }: Situation, row: number): boolean {
  const isFlagged = FLAGS.some((flag) => hasNeed(deeds[row] ?? [], flag, asAt));
  return isFlagged || register.pupils[row]?.lookedAfter === true;
}

/** `Pastoral Lead (Miss Lark)`: of `people` in attend.yaml, else whoever does rows A8 and I4 of the policy. */
export function whoRings({ config }: Pick<Situation, "config">, care: boolean, isIntensive: boolean): string {
  const lead = config.people.find(({ role }) => /safeguarding|\bDSL\b/i.test(role));
  if (care && lead) return withNames(config.people, lead.role);
  return withNames(config.people, ownerOf(config, care || isIntensive ? "I4" : "A8"));
}

function withNames(people: Situation["config"]["people"], role: string): string {
  const names = people.filter((each) => each.role === role && each.name !== "").map(({ name }) => name);
  return names.length === 0 ? role : `${role} (${names.join(" or ")})`;
}
