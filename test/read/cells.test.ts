/** Single cells, in every form that exports are known to write them (`docs/exports.md`, 3.1 and 3.4). */
import { describe, expect, it } from "vitest";
import {
  isSoundUpn,
  readFlag,
  readHalf,
  readMark,
  readMinutes,
  readSen,
  readSex,
  readText,
  readUpn,
  readYear,
} from "../../src/read/cells.ts";
import { CODES } from "../../src/register/codes.ts";
import { upnOf } from "../laws/schools.ts";

describe("a mark", () => {
  it.each(["", " ", "-", "--", "*", "?", "no mark", "No Mark", "N/A", "- - All should attend", "\u00a0"])(
    "is missing when the cell is %o",
    (cell) => {
      expect(readMark(cell)).toEqual({ missing: true });
    },
  );

  it.each(CODES.map(({ code }) => code))("is the code %s alone, with spaces, and with its label", (code) => {
    const expected = { missing: false, code, lowerCase: false };
    expect(readMark(code)).toEqual(expected);
    expect(readMark(` ${code} `)).toEqual(expected);
    expect(readMark(`${code} - Some label`)).toEqual(expected);
    expect(readMark(`${code} - A label - with a dash`)).toEqual(expected);
  });

  it.each([
    ["I - Illness", "I"],
    ["/ - Present (AM)", "/"],
    ["\\ - Present (PM)", "\\"],
    ["P - Approved sporting a", "P"],
    ["C2 - Part-time timetable", "C2"],
    ["# - Planned whole or partial closure", "#"],
  ])("with a label, %o, is %s", (cell, code) => {
    expect(readMark(cell)).toEqual({ missing: false, code, lowerCase: false });
  });

  it.each([
    ["I02", "I"],
    ["I01", "I"],
    ["X01", "X"],
    ["X07", "X"],
    ["X09", "X"],
    ["X0?", "X"],
    ["X06 - Covid", "X"],
  ])("of the pandemic's sub-codes, %s, is %s", (cell, code) => {
    expect(readMark(cell)).toMatchObject({ missing: false, code });
  });

  it.each([
    ["l", "L"],
    ["i", "I"],
    ["c2", "C2"],
    ["x01", "X"],
    ["n - no reason yet", "N"],
  ])("in lower case, %s, is %s and says so", (cell, code) => {
    expect(readMark(cell)).toEqual({ missing: false, code, lowerCase: true });
  });

  it.each(["!", "@", "Z9", "A", "present", "Absent", "7", "I03x", "Present - AM", "L/", "C3", "Y8"])(
    "that nobody knows, %o, is never guessed",
    (cell) => {
      const mark = readMark(cell);
      expect(mark.missing).toBe(false);
      if (!mark.missing) expect(CODES.map(({ code }) => code)).not.toContain(mark.code);
    },
  );

  it("is never present for P, which is sport", () => {
    expect(readMark("P")).toMatchObject({ code: "P" });
  });
});

describe("a half of the day", () => {
  it.each(["AM", "am", " AM ", "a.m.", "Morning", "AM Registration", "AM Reg"])("is the morning for %o", (cell) => {
    expect(readHalf(cell)).toBe(0);
  });

  it.each(["PM", "pm", "p.m.", "Afternoon", "PM session"])("is the afternoon for %o", (cell) => {
    expect(readHalf(cell)).toBe(1);
  });

  it.each(["", "1", "Period 1", "Maths", "Mon 1", "AMPM", "AM/PM", "lesson AM"])("is neither for %o", (cell) => {
    expect(readHalf(cell)).toBeNull();
  });
});

describe("a year group", () => {
  it.each([
    ["4", "4"],
    ["04", "4"],
    ["Year 4", "4"],
    ["Y4", "4"],
    ["Yr 4", "4"],
    ["NC Year 4", "4"],
    ["year 4", "4"],
    ["Year\u00a04", "4"],
    ["Year 11", "11"],
    ["13", "13"],
    ["R", "R"],
    ["Reception", "R"],
    ["Year R", "R"],
    ["N1", "N1"],
    ["N2", "N2"],
    ["Year N2", "N2"],
    ["Year N1", "N1"],
    ["Nursery 1", "N1"],
    ["Nursery 2", "N2"],
  ])("written %o is %s", (cell, year) => {
    expect(readYear(cell)).toBe(year);
  });

  it.each(["", "-", "14", "Year 14", "Oak", "4A", "2026", "Year", "N3", "4.5"])("is none for %o", (cell) => {
    expect(readYear(cell)).toBeNull();
  });
});

describe("special educational needs", () => {
  it.each([
    ["E", "E"],
    ["E - EHCP", "E"],
    ["EHCP", "E"],
    ["Education, Health and Care Plan", "E"],
    ["EHC Plan", "E"],
    ["S", "E"],
    ["K", "K"],
    ["k", "K"],
    ["K - SEN Support", "K"],
    ["SEN Support", "K"],
    ["SEN support", "K"],
    ["A", "K"],
    ["P", "K"],
    ["N", "N"],
    ["No", "N"],
    ["N - No Special Educational Need", "N"],
    ["No Special Educational Need", "N"],
    ["F", "N"],
    ["False", "N"],
    ["Yes", "SEN"],
    ["Y", "SEN"],
    ["True", "SEN"],
    ["T", "SEN"],
  ])("written %o are %s", (cell, sen) => {
    expect(readSen(cell)).toBe(sen);
  });

  it.each(["", " ", "something else"])("are not understood in %o", (cell) => {
    expect(readSen(cell)).toBeNull();
  });
});

describe("a flag", () => {
  it.each(["Yes", "Y", "yes", "T", "True", "TRUE", "1", "✓", "✔", "2020-09-01", "Looked after (LA 830)", " Y "])(
    "is yes for %o",
    (cell) => {
      expect(readFlag(cell)).toBe(true);
    },
  );

  it.each(["No", "N", "no", "F", "False", "FALSE", "0", "Not eligible", " n "])("is no for %o", (cell) => {
    expect(readFlag(cell)).toBe(false);
  });

  it.each(["", " ", "\u00a0"])("is unknown for the blank %o", (cell) => {
    expect(readFlag(cell)).toBeNull();
  });

  it.each(["-", "N/A", "--"])("is not yes for %o, which says that nothing is known", (cell) => {
    expect(readFlag(cell)).not.toBe(true);
  });
});

describe("a unique pupil number", () => {
  it.each([
    ["h801200001001", "H801200001001"],
    [" H801 2000 01001 ", "H801200001001"],
    ["H801200001001\u00a0", "H801200001001"],
  ])("written %o is %s", (cell, upn) => {
    expect(readUpn(cell)).toBe(upn);
  });

  it.each(["", " ", "-", "N/A"])("is none for %o", (cell) => {
    expect(readUpn(cell)).toBeNull();
  });

  it("is sound when its letter fits its digits", () => {
    // 8·2 + 0 + 1·4 + 2·5 + 1·10 + 1·13 = 53, and 53 modulo 23 is 7: the eighth letter of A–Z without I, O and S.
    expect(isSoundUpn("H801200001001")).toBe(true);
    for (let n = 0; n < 100; n++) expect(isSoundUpn(upnOf(n))).toBe(true);
  });

  it.each(["A801200001001", "P473368326012", "H80120000100", "H8012000010011", "H80120000100A1", "8012000010011", ""])(
    "%o is not sound",
    (upn) => {
      expect(isSoundUpn(upn)).toBe(false);
    },
  );

  it("has exactly one letter that fits", () => {
    const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ").filter((letter) => isSoundUpn(`${letter}801200001001`));
    expect(letters).toEqual(["H"]);
  });

  it("is taken by its form when it is temporary, with a letter at the end", () => {
    expect(isSoundUpn("A80120000100B")).toBe(true);
  });
});

describe("other cells", () => {
  it.each([
    ["12", 12],
    ["12.0", 12],
    ["12 mins", 12],
    ["5m", 5],
    ["0", 0],
    ["", null],
    ["-", null],
    ["-5", null],
    ["12.5", null],
    ["late", null],
    ["1200", null],
  ])("minutes late written %o are %s", (cell, minutes) => {
    expect(readMinutes(cell)).toBe(minutes);
  });

  it("have their white space made plain", () => {
    expect(readText("  Ava\u00a0 \n Adams ")).toBe("Ava Adams");
    expect(readText(" \u00a0 ")).toBeNull();
    expect(readText("Zoe\u0308")).toBe("Zoë");
  });

  it.each([
    ["F", "F"],
    ["female", "F"],
    ["Girl", "F"],
    ["M", "M"],
    ["Male", "M"],
    ["", null],
  ])("sex written %o is %s", (cell, sex) => {
    expect(readSex(cell)).toBe(sex);
  });
});
