/** The newsletter's files: the paragraph as text, the picture as SVG, and a page that shows both. */
import { dayFromIso, ukOf } from "../../register/day.ts";
import { drawChart } from "../charts/draw.ts";
import { renderPage, type PageFile, type PageTemplates } from "../html.ts";
import type { Newsletter } from "./newsletter.ts";

export function newsletterFiles(newsletter: Newsletter, templates: PageTemplates): readonly PageFile[] {
  const { paragraph, picture, school, term, asAt } = newsletter;
  const view = {
    title: `Newsletter: attendance, ${school}`,
    school,
    term,
    asAt: ukOf(dayFromIso(asAt) ?? 0),
    paragraph,
    picture,
  };
  return [
    { path: "newsletter.html", text: renderPage(templates, "newsletter", view) },
    { path: "newsletter.txt", text: `${paragraph}\n` },
    { path: "newsletter.svg", text: `${drawChart(picture)}\n` },
  ];
}
