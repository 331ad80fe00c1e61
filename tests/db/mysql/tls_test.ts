import assert from "node:assert/strict";
import { DatabaseUnavailableError } from "@/db/db.ts";
import { openDb } from "@/db/setup/open.ts";
import { sql } from "@/db/sql.ts";
import { startMariadb } from "../../servers/mariadb.ts";

/** An authority of our own, and the certificate of a server called `name` signed by it. */
async function makeCertificates(folder: string, name: string) {
  const script = `
    set -e
    cd "$1"
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$2 authority" \\
      -keyout "$2-ca.key" -out "$2-ca.pem"
    openssl req -newkey rsa:2048 -nodes -subj "/CN=$2" -keyout "$2.key" -out "$2.csr"
    printf 'subjectAltName=DNS:%s' "$2" > "$2.ext"
    openssl x509 -req -days 2 -in "$2.csr" -CA "$2-ca.pem" -CAkey "$2-ca.key" -CAcreateserial \\
      -extfile "$2.ext" -out "$2.pem"`;
  const { success, stderr } = await new Deno.Command("sh", {
    args: ["-c", script, "sh", folder, name],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  const file = (end: string) => `${folder}/${name}${end}`;
  return {
    ca: await Deno.readTextFile(file("-ca.pem")),
    args: [
      `--ssl-ca=${file("-ca.pem")}`,
      `--ssl-cert=${file(".pem")}`,
      `--ssl-key=${file(".key")}`,
    ],
  };
}

async function withFolder(task: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "gestion-formacion-" });
  try {
    await task(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a connection with this authority learns from the server. */
async function cipherOf(url: string, ca: string | undefined, host = "localhost"): Promise<unknown> {
  const { port, username: user, password } = new URL(url);
  const db = await openDb({
    mysql: { hosts: [{ host, port: Number(port) }], user, password, database: "", poolSize: 1, ca },
  });
  try {
    const [row] = await db.rows(sql`SHOW STATUS LIKE 'Ssl_cipher'`);
    return row?.Value;
  } finally {
    await db.close();
  }
}

Deno.test("with DB_SSL_CA the connection is encrypted, to the server that the name says", async () => {
  await withFolder(async (folder) => {
    const right = await makeCertificates(folder, "localhost");
    await using server = await startMariadb({ args: right.args });
    assert.match(String(await cipherOf(server.url(), right.ca)), /^TLS_|GCM|CHACHA/);
    assert.equal(await cipherOf(server.url(), undefined), "");
  });
});

Deno.test("a server of another name, or of another authority, is refused", async () => {
  await withFolder(async (folder) => {
    const other = await makeCertificates(folder, "otra.example.org");
    const unknown = await makeCertificates(folder, "localhost");
    await using server = await startMariadb({ args: other.args });
    await assert.rejects(cipherOf(server.url(), other.ca), (error) => {
      assert.ok(error instanceof DatabaseUnavailableError);
      assert.match(error.message, /certificate|altname|host/i);
      return true;
    });
    await assert.rejects(cipherOf(server.url(), unknown.ca), DatabaseUnavailableError);
  });
});

Deno.test("a server without encryption is refused when DB_SSL_CA asks for it", async () => {
  await withFolder(async (folder) => {
    const { ca } = await makeCertificates(folder, "localhost");
    await using server = await startMariadb({ args: ["--skip-ssl"] });
    await assert.rejects(cipherOf(server.url(), ca), DatabaseUnavailableError);
    assert.equal(await cipherOf(server.url(), undefined), "");
  });
});
