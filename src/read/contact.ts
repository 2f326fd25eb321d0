/** A contact of a pupil, as the exports state one. */
export interface Contact {
  /** Index into the people of the exports. */
  readonly person: number;
  readonly file: number;
  readonly line: number;
  readonly priority: number | null;
  readonly title: string | null;
  readonly forename: string | null;
  readonly surname: string | null;
  readonly relationship: string | null;
  readonly parentalResponsibility: boolean | null;
  /** False when this person may not be written to. */
  readonly correspondence: boolean | null;
  readonly courtOrder: boolean | null;
  readonly salutation: string | null;
  readonly addressee: string | null;
  /** Lines without the postcode. */
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string | null;
}
