import { benchCentre } from "./centre_bench.ts";
import { benchImports } from "./imports_bench.ts";
import { mariadbPlace, type Place, sqlitePlace } from "./place.ts";
import { benchProgramacion } from "./programacion_bench.ts";
import { benchSoak, SECONDS } from "./soak/soak_bench.ts";
import { benchUsers, type Line } from "./users_bench.ts";

// deno task bench [part...] [sqlite] [mariadb]: without words, every part on both engines but the
// soak, which takes minutes: `soak 30` lasts 30 seconds. Read the ratios: the times themselves belong
// to the machine and its day.
type Bench = (place: Place, print: (line: Line) => void) => Promise<void>;

const given = Deno.args.find((arg) => /^\d+$/.test(arg));
const seconds = given ? Number(given) : SECONDS;

const PARTS: Record<string, Bench> = {
  users: benchUsers,
  centre: benchCentre,
  programacion: benchProgramacion,
  imports: benchImports,
  soak: (place, print) => benchSoak(place, print, seconds),
};
const ONLY_WHEN_NAMED = ["soak"];
const PLACES = { sqlite: sqlitePlace, mariadb: mariadbPlace };

const chosen = (names: string[]) => names.filter((name) => Deno.args.includes(name));
const parts = chosen(Object.keys(PARTS)), engines = chosen(Object.keys(PLACES));

for (const [engine, open] of Object.entries(PLACES)) {
  if (engines.length && !engines.includes(engine)) continue;
  for (const [name, bench] of Object.entries(PARTS)) {
    if (parts.length ? !parts.includes(name) : ONLY_WHEN_NAMED.includes(name)) continue;
    await print(`\n${name} on ${engine}\n`);
    const place = await open();
    try {
      await bench(
        place,
        ([what, ...figures]) => print(`${what.padEnd(50)} ${figures.join("  ")}\n`),
      );
    } finally {
      await place.stop();
    }
  }
}

async function print(text: string): Promise<void> {
  await Deno.stdout.write(new TextEncoder().encode(text));
}
