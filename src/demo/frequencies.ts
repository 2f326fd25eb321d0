/** How often each code is used in England's primary schools, so that the invented register looks like a real one. */

/**
 * Sessions of each code, and all possible sessions, Years 1 to 6.
 * Source: DfE, Pupil attendance in schools, 2025/26 year to date, England primary, Open Government Licence v3.0.
 */
export const SESSIONS = {
  "/": 596248903,
  "\\": 606376201,
  L: 14574915,
  B: 2478465,
  P: 1101777,
  V: 9521170,
  K: 229071,
  I: 36191780,
  M: 3533055,
  R: 851311,
  T: 184890,
  E: 478785,
  C: 4773352,
  C1: 43089,
  C2: 2165735,
  J1: 220738,
  G: 6948330,
  U: 2200160,
  O: 10312019,
  N: 642003,
} as const;
export const POSSIBLE_SESSIONS = 1299079364;

export type FrequentCode = keyof typeof SESSIONS;

/** The share (0 to 1) of possible sessions that carry this code. */
export function shareOf(code: FrequentCode): number {
  return SESSIONS[code] / POSSIBLE_SESSIONS;
}
