import { minutesOf, type Slot } from "@/time/times.ts";
import type { Week } from "./layout.ts";

/** One column is at least so wide, in rem: with more of them the timetable scrolls sideways. */
const COLUMN = 7;
/** Rows above the first hour: the day and its note. */
const HEAD = 2;

/** Colours, text and the phone's view: one day under the other. */
export const BASE = `
:root { color-scheme: light dark; --ink: #16202b; --soft: #4c5967; --line: #d3d9e0;
  --page: #fff; --band: #f3f5f8; --alert: #9c1c13; --link: #0b57a4;
  --hue0: #e3eefb; --hue1: #e2f3e6; --hue2: #fdf0d9; --hue3: #f3e6f8; --hue4: #fde6e8;
  --hue5: #def2f2; --edge0: #2a6fbd; --edge1: #2d8546; --edge2: #a96a05; --edge3: #8745a3;
  --edge4: #bb3f4d; --edge5: #1b7f80; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #a9b4c0; --line: #37424f;
  --page: #11161c; --band: #1a222b; --alert: #ff9d94; --link: #86c1ff;
  --hue0: #17304c; --hue1: #16361f; --hue2: #3f2f10; --hue3: #34203f; --hue4: #451e24;
  --hue5: #123536; --edge0: #6fb0f5; --edge1: #68c585; --edge2: #e0a743; --edge3: #c58be0;
  --edge4: #f18792; --edge5: #5cc5c6; } }
* { box-sizing: border-box; margin: 0; }
body { padding: 1rem; background: var(--page); color: var(--ink); max-width: 110rem;
  font: 1rem/1.4 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  margin-inline: auto; overflow-wrap: anywhere; hyphens: auto; }
header { margin-bottom: 1rem; }
h1 { font-size: 1.4rem; line-height: 1.25; }
header p { color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; margin-top: .5rem; }
a { color: var(--link); padding-block: .35rem; }
a:focus-visible, summary:focus-visible, main:focus-visible { outline: 3px solid var(--link);
  outline-offset: 2px; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
ol { list-style: none; padding: 0; }
.hours { display: none; }
.day { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .5rem; }
h2 { font-size: 1rem; }
h2::first-letter { text-transform: uppercase; }
.note { color: var(--soft); }
.closed h2, .closed .note { color: var(--alert); }
.day li { margin-top: .5rem; padding: .5rem .6rem; border-radius: .4rem;
  border-inline-start: .3rem solid var(--line); background: var(--band); }
h3 { font-size: .95rem; font-weight: 500; line-height: 1.3; }
.when { font-weight: 600; font-variant-numeric: tabular-nums; }
.day .cancelled { background: var(--page); border: 1px dashed var(--soft); color: var(--soft); }
.alert { color: var(--alert); font-weight: 600; }
summary { cursor: pointer; color: var(--soft); width: fit-content; }
${
  Array.from(
    { length: 6 },
    (_, i) => `.day .hue${i} { background: var(--hue${i}); border-color: var(--edge${i}); }`,
  ).join("\n")
}
@media print { :root { color-scheme: light; --ink: #000; --soft: #000; --line: #999; --page: #fff;
    --alert: #000; }
  @page { size: A4 landscape; margin: 10mm; }
  nav, .skip, details { display: none; }
  :root { font-size: 9pt; }
  body { padding: 0; max-width: none; }
  .day li[class] { background: #fff; border: 1px solid #000; border-inline-start-width: .3rem;
    break-inside: avoid; } }
`;

/** The grid of one week, where there is room for it: a column for each day, a row for each hour. */
export function styleOfWeek<S extends Slot>({ filas, dias }: Week<S>): string {
  if (filas.length === 0) return "";
  const columns = dias.map(({ columnas }) => `minmax(0, ${columnas}fr)`).join(" ");
  const rows = filas.map((fila) => `minmax(calc(${minutesOf(fila)} * var(--minute)), auto)`)
    .join(" ");
  const width = dias.reduce((total, { columnas }) => total + columnas, 0) * COLUMN;
  const blocks = dias.flatMap(({ bloques }, day) =>
    bloques.map(({ fila, filas, columna, columnas }, i) =>
      `.b${day}-${i} { grid-area: ${fila + 1} / ${
        columna + 1
      } / span ${filas} / span ${columnas}; }`
    )
  );
  return `@media print, (min-width: 56rem) {
:root { --minute: .055rem; }
main { overflow-x: auto; }
.week { display: grid; min-width: ${width}rem; column-gap: .4rem;
  grid-template: auto auto ${rows} / 3.2rem ${columns}; }
.hours { display: grid; grid-area: 1 / 1 / -1 / -1; grid-template-rows: subgrid;
  color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; }
.hours li { border-top: 1px solid var(--line); }
.day { display: grid; grid-row: 1 / -1; grid-template-rows: subgrid; margin: 0; padding: 0;
  border: 0; }
.day ol { display: grid; grid-row: ${HEAD + 1} / -1; grid-template-rows: subgrid; gap: 0 .2rem; }
.day h2 { text-align: center; border-bottom: 2px solid var(--line); padding-bottom: .2rem; }
.day .note { grid-row: 2; text-align: center; font-size: .8rem; padding-bottom: .3rem; }
.day li { margin: 0 0 .2rem; padding: .25rem .35rem; font-size: .8rem; }
.day h3 { font-size: .75rem; }
${filas.map((_, i) => `.h${i} { grid-row: ${HEAD + 1 + i}; }`).join("\n")}
${
    dias.map(({ columnas }, i) =>
      `.d${i} { grid-column: ${
        i + 2
      }; }\n.d${i} ol { grid-template-columns: repeat(${columnas}, minmax(0, 1fr)); }`
    ).join("\n")
  }
${blocks.join("\n")}
}
@media print { :root { --minute: .03rem; } main { overflow: visible; }
  .week { min-width: 0; }
  .day li, .day .note { font-size: .75rem; } .day h3 { font-size: .7rem; } }
`;
}
