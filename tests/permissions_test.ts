import assert from "node:assert/strict";
import { VARIABLES } from "@/config/config.ts";
import { copyRepository, runTask } from "./processes.ts";

const ROOT = new URL("../", import.meta.url);

const ON_A_SERVER = {
  DB_HOST: "db1.example.org, db2.example.org:3307",
  DB_USER: "gestion",
  DB_NAME: "gestion",
  JWT_SECRET: "solo-pruebas-0123456789-abcdefghijkl",
  DB_SSL_CA: "/etc/ssl/ca.pem",
  MAIL_SERVER: "mail.example.org",
  MAIL_FROM: "no-responder@example.org",
  HOST: "0.0.0.0",
  PORT: "8000",
};

/** The flags that a task runs with, by name. */
async function flagsOf(role: string, settings: Record<string, string>) {
  await using folder = await copyRepository();
  const { code, text } = await runTask(folder, `flags`, settings, [role]);
  assert.equal(code, 0, text);
  const flags = text.split("\n").at(-1)?.split(" ") ?? [];
  return new Map(flags.map((flag) => flag.split("=", 2) as [string, string | undefined]));
}

async function readTasks(): Promise<Record<string, string>> {
  return JSON.parse(await Deno.readTextFile(`${ROOT.pathname}deno.json`)).tasks;
}

Deno.test("on the embedded database: its folder, its port, named variables, nothing else", async () => {
  const flags = await flagsOf("start", { PORT: "8000" });
  assert.deepEqual(Object.fromEntries(flags), {
    "--no-prompt": undefined,
    "--allow-env": VARIABLES.join(","),
    "--allow-read": "src,sql,deno.json,.data/",
    "--allow-write": ".data/",
    "--allow-net": "127.0.0.1:8000",
  });
});

Deno.test("a copy of the embedded database: files wherever they are, and no network", async () => {
  assert.deepEqual(Object.fromEntries(await flagsOf("copy", { PORT: "8000" })), {
    "--no-prompt": undefined,
    "--allow-env": [...VARIABLES, "INIT_CWD"].join(","),
    "--allow-read": undefined,
    "--allow-write": undefined,
  });
});

Deno.test("on a server: its hosts, the mail server and the certificate, and no disk", async () => {
  const grants = {
    "--no-prompt": undefined,
    "--allow-env": VARIABLES.join(","),
    "--allow-read": "src,sql,deno.json,/etc/ssl/ca.pem",
  };
  const hosts = "db1.example.org:3306,db2.example.org:3307";
  assert.deepEqual(Object.fromEntries(await flagsOf("start", ON_A_SERVER)), {
    ...grants,
    "--allow-net": `${hosts},0.0.0.0:8000,mail.example.org:587`,
  });
  assert.deepEqual(Object.fromEntries(await flagsOf("connect", ON_A_SERVER)), {
    ...grants,
    "--allow-net": hosts,
  });
  // Only to say which command of the server it is.
  assert.deepEqual(Object.fromEntries(await flagsOf("copy", ON_A_SERVER)), {
    "--no-prompt": undefined,
    "--allow-env": [...VARIABLES, "INIT_CWD"].join(","),
  });
  assert.deepEqual(Object.fromEntries(await flagsOf("import", ON_A_SERVER)), {
    "--no-prompt": undefined,
    "--allow-env": [...VARIABLES, "INIT_CWD"].join(","),
    "--allow-read": undefined, // the file may be anywhere
    "--allow-net": hosts,
  });
  const serve = await flagsOf("serve", ON_A_SERVER);
  assert.ok(serve.has("--parallel"));
  assert.equal(serve.get("--host"), "0.0.0.0");
  assert.equal(serve.get("--port"), "8000");
  assert.equal(serve.get("--allow-net"), `${hosts},0.0.0.0:8000,mail.example.org:587`);
});

Deno.test("values cannot smuggle a flag or a second host into the command line", async () => {
  for (
    const [name, value] of [
      ["DB_HOST", "a --allow-all"],
      ["DB_HOST", "a,--allow-run"],
      ["DB_FILE", "x.db --allow-run"],
      ["DB_FILE", "x.db,/etc"],
      ["DB_SSL_CA", "/a.pem,/etc"],
      ["MAIL_SERVER", "a --allow-ffi"],
      ["HOST", "0.0.0.0,example.org"],
    ] as const
  ) {
    for (const role of ["start", "serve"]) {
      const flags = await flagsOf(role, { ...ON_A_SERVER, [name]: value });
      assert.deepEqual([...flags.keys()], ["--no-prompt", "--allow-env"], `${name}=${value}`);
    }
  }
});

Deno.test("a process with these flags reaches nothing else", async () => {
  await using folder = await copyRepository();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await Deno.writeTextFile(
    `${folder.path}/src/main.ts`,
    `const attempts = {
      net: () => Deno.connect({ hostname: "127.0.0.1", port: ${listener.addr.port} }),
      listen: () => Deno.listen({ hostname: "0.0.0.0", port: 0 }),
      fetch: () => fetch("http://example.org/"),
      read: () => Deno.readTextFile("/etc/passwd"),
      above: () => Deno.readTextFile("deno.lock"),
      write: () => Deno.writeTextFile("src/main.ts", ""),
      env: () => Deno.env.get("HOME"),
      run: () => new Deno.Command("true").output(),
      sys: () => Deno.hostname(),
      ffi: () => Deno.dlopen("libc.so.6", {}),
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
        console.log(name, "allowed");
      } catch (error) {
        console.log(name, error.name);
      }
    }`,
  );
  const { text } = await runTask(folder, "start", {});
  const results = text.trim().split("\n").slice(1).map((line) => line.split(" "));
  const names = ["net", "listen", "fetch", "read", "above", "write", "env", "run", "sys", "ffi"];
  assert.deepEqual(results, names.map((name) => [name, "NotCapable"]));
});

Deno.test("the variables that the flags task may read are the ones that there are", async () => {
  const tasks = await readTasks();
  const granted: string[] = /--allow-env=(\S+)/.exec(tasks.flags ?? "")?.[1]?.split(",") ?? [];
  const covers = (pattern: string, name: string) =>
    pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  for (const name of VARIABLES) {
    assert.ok(granted.some((pattern) => covers(pattern, name)), `${name} is not granted`);
  }
  for (const pattern of granted) {
    assert.match(pattern, /^[A-Z_]{3,}\*?$/);
    assert.ok(VARIABLES.some((name) => covers(pattern, name)), `${pattern} grants nothing of ours`);
  }
});

Deno.test("nothing that starts the product asks for every right", async () => {
  for (const name of ["deno.json", "Dockerfile", "README.md", ".ci/run"]) {
    const text = await Deno.readTextFile(new URL(name, ROOT));
    assert.doesNotMatch(text, /(^|[\s"'])-A\b|--allow-all|--unstable|allow-ffi/m, name);
  }
  const tasks = await readTasks();
  for (const name of ["start", "dev", "serve", "migrate", "import"]) {
    assert.match(
      tasks[name] ?? "",
      /^deno (run|serve) .*\$\(deno task --quiet flags \w+\) src\/(commands\/)?\w+\.ts$/,
    );
    assert.doesNotMatch(tasks[name] ?? "", /--allow/);
  }
});
