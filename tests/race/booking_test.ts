import { readConfig } from "@/config/config.ts";
import { openDb } from "@/db/setup/open.ts";
import { databaseSettings } from "@/start.ts";
import { settingsOn, startServerWithDatabase } from "../on_mariadb.ts";
import { copyRepository } from "../processes.ts";
import { raceActs, raceRepeats } from "./acts.ts";
import { listStored, startFleet } from "./fleet.ts";
import { raceForMany, raceForOne } from "./rounds.ts";

const ROUNDS = 3;

const PLACES = {
  "SQLite, two processes on one file": async () => {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await copyRepository());
    const DB_FILE = `${folder.path}/.data/carrera.db`;
    await Deno.mkdir(`${folder.path}/.data`);
    const settings = { DB_FILE, JWT_SECRET: "solo-pruebas-0123456789-abcdefghijkl" };
    const db = stack.adopt(await openDb({ file: DB_FILE }), (db) => db.close());
    const fleet = stack.use(await startFleet(folder, [settings, settings], db));
    const owned = stack.move();
    return { db, fleet, [Symbol.asyncDispose]: () => owned.disposeAsync() };
  },
  "MariaDB, two processes on one server": async () => {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await copyRepository());
    const settings = settingsOn(stack.use(await startServerWithDatabase()));
    const opened = await openDb(await databaseSettings(readConfig(settings)));
    const db = stack.adopt(opened, (db) => db.close());
    const fleet = stack.use(await startFleet(folder, [settings, settings], db));
    const owned = stack.move();
    return { db, fleet, [Symbol.asyncDispose]: () => owned.disposeAsync() };
  },
};

for (const [place, start] of Object.entries(PLACES)) {
  Deno.test(`of 50 clients that want the same exactly one gets it: ${place}`, async (t) => {
    await using here = await start();
    const stored = () => listStored(here.db);
    await t.step("one thing", () => raceForOne(here.fleet, stored, ROUNDS));
    await t.step("many things", () => raceForMany(here.fleet, stored, ROUNDS));
    await t.step("by every act", () => raceActs(here, ROUNDS));
    await t.step("and repeat what they got no answer to", () => raceRepeats(here));
  });
}
