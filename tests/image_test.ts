import assert from "node:assert/strict";
import { reservePorts } from "./servers/ports.ts";

const ROOT = new URL("../", import.meta.url);
const read = (name: string) => Deno.readTextFile(new URL(name, ROOT));

Deno.test("the image has one version of Deno, the one of the README, and no rights to spare", async () => {
  const [dockerfile, readme] = await Promise.all([read("Dockerfile"), read("README.md")]);
  const [, version = ""] = dockerfile.match(/^FROM denoland\/deno:(\d+\.\d+\.\d+)$/m) ?? [];
  const named = new Set([...readme.matchAll(/deno@(\d[\d.]*\d)/g)].map(([, found]) => found));
  assert.deepEqual([...named], [version]);
  assert.match(dockerfile, /^ENV HOST=0\.0\.0\.0/m);
  assert.match(dockerfile, /^USER deno$/m);
  assert.match(dockerfile, /^HEALTHCHECK .*\n\s+CMD deno run .* src\/commands\/healthcheck\.ts/m);
  assert.match(dockerfile, /^CMD \["deno", "task", "start"\]$/m);
  assert.ok(dockerfile.indexOf("deno install --frozen") < dockerfile.indexOf("COPY src"));
});

Deno.test("what the image copies is there, and nothing else reaches the build", async () => {
  const [dockerfile, ignore] = await Promise.all([read("Dockerfile"), read(".dockerignore")]);
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, names]) =>
    names?.split(" ") ?? []
  );
  for (const name of copied) await Deno.stat(new URL(name, ROOT));
  const [first, ...allowed] = ignore.trim().split("\n");
  assert.equal(first, "*");
  assert.deepEqual(allowed.toSorted(), copied.map((name) => `!${name}`).toSorted());
});

Deno.test("the health check tells a process that answers from one that does not", async () => {
  using reserved = reservePorts(1);
  const [port = 0] = reserved.ports;
  const check = async () => {
    const args = [
      "run",
      "--no-prompt",
      "--allow-net=127.0.0.1",
      "src/commands/healthcheck.ts",
      `${port}`,
    ];
    const { code } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).output();
    return code;
  };
  assert.equal(await check(), 1);
  let status = 200;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port, onListen() {} },
    () => new Response("{}", { status }),
  );
  assert.equal(await check(), 0);
  status = 503;
  assert.equal(await check(), 1);
  assert.equal(server.addr.port, port);
});
