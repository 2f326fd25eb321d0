/** Counts of marks by pupil, and what all peers print so that they can be seen to have done the same work. */
export class Tally {
  #pupils = new Map();

  add(upn, mark) {
    let marks = this.#pupils.get(upn);
    if (!marks) this.#pupils.set(upn, (marks = new Map()));
    marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }

  print() {
    const all = [...this.#pupils.values()].flatMap((marks) => [...marks.values()]);
    printed(
      all.reduce((sum, n) => sum + n, 0),
      this.#pupils.size,
      all.length,
    );
  }
}

/** Rows, pupils, and pairs of pupil and mark. */
export function printed(rows, pupils, pairs) {
  console.log([rows, pupils, pairs].join(" "));
}
