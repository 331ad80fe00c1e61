import assert from "node:assert/strict";
import { parseEnv } from "node:util";
import { databaseHosts, readConfig, VARIABLES } from "@/config/config.ts";

const ON_A_SERVER = {
  DB_HOST: "db.example.org",
  DB_USER: "gestion",
  DB_NAME: "gestion",
  JWT_SECRET: "q0Zt7Wm3Xv9Lk2Rb8Yd5Nf1Hs6Jc4Gp0",
};

/** The variables that a message complains of. */
function namedBy(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return [...String(error).matchAll(/→ at (\w+)/g)].map(([, name = ""]) => name).toSorted();
  }
}

Deno.test(".env.example has every variable, with its default and a comment, and is valid", async () => {
  const text = await Deno.readTextFile(new URL("../../.env.example", import.meta.url));
  const example = parseEnv(text);
  assert.deepEqual(Object.keys(example).toSorted(), VARIABLES.toSorted());
  const given = Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, value ?? ""]),
  );
  assert.deepEqual(readConfig(given), readConfig({}));
  assert.equal(text.match(/^# ./gm)?.length, text.match(/^#/gm)?.length);
});

Deno.test("the table of the README has every variable and no other", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const rows = readme.match(/^\| `[^|]*\|/gm) ?? [];
  const named = rows.flatMap((row) => [...row.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)])
    .map(([, name]) => name);
  assert.deepEqual(named.toSorted(), VARIABLES.toSorted());
});

Deno.test("nothing is required on the embedded database", () => {
  const config = readConfig({});
  assert.equal(config.DB_FILE, ".data/gestion-formacion.db");
  assert.equal(`${config.HOST}:${config.PORT}`, "127.0.0.1:8000");
  assert.equal(config.JWT_SECRET, undefined);
});

Deno.test("a server database asks for its account, its name and a secret, all at once", () => {
  assert.deepEqual(namedBy({ DB_HOST: "db" }), ["DB_NAME", "DB_USER", "JWT_SECRET"]);
  assert.deepEqual(namedBy({ DB_HOST: "db", PORT: "0", DB_USER: "", MAIL_SERVER: "mail" }), [
    "DB_NAME",
    "DB_USER",
    "JWT_SECRET",
    "MAIL_FROM",
    "PORT",
  ]);
  assert.deepEqual(namedBy(ON_A_SERVER), []);
});

const WEAK: [name: string, value: string][] = [
  ["JWT_SECRET", "short"],
  ["JWT_SECRET", "abcabcabcabcabcabcabcabcabcabcabcabc"],
  ["JWT_SECRET", "please-change-this-key-0123456789-abcdef"],
  ["JWT_SECRET_PREVIOUS", "short"],
  ["ADMIN_PASSWORD", "corta"],
  ["ADMIN_PASSWORD", "admin1234567890"],
  ["ADMIN_PASSWORD", "Contraseña-2026"],
  ["ADMIN_PASSWORD", "aaaabbbbaaaabbbb"],
  ["ADMIN_PASSWORD", `${"Quindío-".repeat(8)}123456789`],
  ["BCRYPT_COST", "9"],
];

for (const [name, value] of WEAK) {
  Deno.test(`on a server database ${name} cannot be as weak as ${value.slice(0, 20)}`, () => {
    assert.deepEqual(namedBy({ ...ON_A_SERVER, [name]: value }), [name]);
  });
}

Deno.test("a message about a bad value does not repeat it", () => {
  const secrets = {
    JWT_SECRET: "corta-y-mala",
    ADMIN_PASSWORD: "admin-1",
    DB_PASSWORD: "Risaralda-66",
  };
  assert.throws(() => readConfig({ ...ON_A_SERVER, ...secrets }), (error) => {
    for (const secret of Object.values(secrets)) assert.ok(!String(error).includes(secret));
    return true;
  });
});

Deno.test("DB_HOST is one host or several, each with its port or the common one", () => {
  const hostsOf = (DB_HOST: string) => databaseHosts(readConfig({ ...ON_A_SERVER, DB_HOST }));
  assert.deepEqual(hostsOf("db.example.org"), [{ host: "db.example.org", port: 3306 }]);
  assert.deepEqual(hostsOf("a, b:3307 ,10.0.0.7:3308"), [
    { host: "a", port: 3306 },
    { host: "b", port: 3307 },
    { host: "10.0.0.7", port: 3308 },
  ]);
  for (const wrong of ["a b", "a,,b", "a:", "a:puerto", "mysql://a", "-a", ","]) {
    assert.deepEqual(namedBy({ ...ON_A_SERVER, DB_HOST: wrong }), ["DB_HOST"], wrong);
  }
});

Deno.test("the folder of DB_FILE is not one that holds the code", () => {
  const root = new URL("../../", import.meta.url).pathname;
  const inside = ["gf.db", "./gf.db", "../gf.db", ".data/../gf.db", "src/gf.db", "src/db/gf.db"];
  const above = ["sql/gf.db", "/gf.db", `${root}gf.db`, `${root}../gf.db`];
  for (const DB_FILE of [...inside, ...above]) {
    assert.throws(() => readConfig({ DB_FILE }), /Su carpeta tiene el código.*\.data\//s, DB_FILE);
  }
  for (const DB_FILE of [":memory:", ".data/gf.db", "datos/x/gf.db", "/tmp/gf/gf.db"]) {
    assert.equal(readConfig({ DB_FILE }).DB_FILE, DB_FILE);
  }
});
