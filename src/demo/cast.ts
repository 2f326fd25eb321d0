/** The children of the planted stories: the same names, years and families whatever the seed. */
import type { Year } from "../register/pupil.ts";

export interface Role {
  readonly forename: string;
  readonly surname: string;
  readonly gender: "F" | "M";
  readonly year: Year;
  readonly sen?: "K" | "E";
  readonly partTime?: true;
  /** First language at home, where it is not English. */
  readonly language?: string;
  /** Something particular about the second parent. */
  readonly secondParent?: "court-order" | "no-correspondence";
}

export const CAST = {
  oscar: { forename: "Oscar", surname: "Bramley", gender: "M", year: "3" },
  ottilie: { forename: "Ottilie", surname: "Marchbank", gender: "F", year: "3" },
  zoe: { forename: "Zoë", surname: "Hartley-Finch", gender: "F", year: "4" },
  callum: { forename: "Callum", surname: "Reddish", gender: "M", year: "3" },
  freya: { forename: "Freya", surname: "O'Dowd", gender: "F", year: "4" },
  jude: { forename: "Jude", surname: "Pemberton", gender: "M", year: "2", secondParent: "no-correspondence" },
  mason: { forename: "Mason", surname: "Tideswell", gender: "M", year: "6" },
  amara: { forename: "Amara", surname: "Okafor", gender: "F", year: "1", language: "Igbo" },
  kyle: { forename: "Kyle", surname: "Ravensdale", gender: "M", year: "1" },
  tomasz: { forename: "Tomasz", surname: "Zieliński", gender: "M", year: "3", sen: "E", language: "Polish" },
  avaW: { forename: "Ava", surname: "Whitcombe", gender: "F", year: "2", sen: "K" },
  reuben: { forename: "Reuben", surname: "Sallow", gender: "M", year: "1", partTime: true },
  niamh: { forename: "Niamh", surname: "Castleton", gender: "F", year: "5" },
  danyal: { forename: "Danyal", surname: "Hussain", gender: "M", year: "4", language: "Urdu" },
  avaM: { forename: "Ava", surname: "Moorhouse", gender: "F", year: "5" },
  elif: { forename: "Elif", surname: "Demir", gender: "F", year: "3", language: "Turkish" },
  harvey: { forename: "Harvey", surname: "Stanton", gender: "M", year: "2" },
  poppy: { forename: "Poppy", surname: "Ashdown", gender: "F", year: "5" },
  leo: { forename: "Leo", surname: "Fairhurst", gender: "M", year: "4", secondParent: "court-order" },
  grace: { forename: "Grace", surname: "Winterbourne", gender: "F", year: "4" },
  noah: { forename: "Noah", surname: "Winterbourne", gender: "M", year: "2" },
  lily: { forename: "Lily", surname: "Winterbourne", gender: "F", year: "R" },
  wilf: { forename: "Wilf", surname: "Hathersage", gender: "M", year: "N2" },
  mabel: { forename: "Mabel", surname: "Nightingale", gender: "F", year: "R" },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof CAST;
export const ROLES: readonly (readonly [RoleName, Role])[] = Object.entries(CAST) as (readonly [RoleName, Role])[];
