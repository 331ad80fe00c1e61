import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { readConfig } from "@/config/config.ts";
import { createMailer } from "@/resources/access/mail.ts";
import { resetMail } from "@/resources/access/reset_mail.ts";

const LETTER = {
  to: "ines@correo.co",
  ...resetMail("Inés Mejía", "https://gf.co/reset?token=abc"),
};

/** A mail server that takes one letter and gives it back. */
function receiveOne() {
  const received = Promise.withResolvers<string>();
  const server = createServer((socket: Socket) => {
    let data = "", reading = false;
    socket.write("220 prueba\r\n");
    socket.on("data", (chunk) => {
      data += chunk.toString();
      if (reading && data.endsWith("\r\n.\r\n")) {
        reading = false;
        received.resolve(data);
        return socket.write("250 recibido\r\n");
      }
      if (reading) return;
      const command = chunk.toString().slice(0, 4).toUpperCase();
      if (command === "DATA") reading = true;
      if (command === "QUIT") return socket.end("221 adios\r\n");
      socket.write(command === "DATA" ? "354 adelante\r\n" : "250 bien\r\n");
    });
  });
  return new Promise<{ port: number; received: Promise<string>; close: () => void }>((ready) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      ready({ port, received: received.promise, close: () => server.close() });
    })
  );
}

Deno.test("the letter goes out by SMTP as MAIL_* says", async () => {
  const server = await receiveOne();
  const config = readConfig({
    MAIL_SERVER: "127.0.0.1",
    MAIL_PORT: String(server.port),
    MAIL_FROM: "no-responder@gf.co",
    MAIL_FROM_NAME: "Centro Agropecuario",
    MAIL_STARTTLS: "false",
  });
  createMailer(config, () => {}).send(LETTER);
  const text = await server.received;
  server.close();
  assert.match(text, /From: Centro Agropecuario <no-responder@gf\.co>/);
  assert.match(text, /To: ines@correo\.co/);
  assert.match(text, /Subject: =\?UTF-8\?/);
  assert.match(text, /https:\/\/gf\.co\/reset\?token=3Dabc/);
});

Deno.test("a mail server that is away goes to the log, without the letter", async () => {
  const line = Promise.withResolvers<string>();
  const settings = { MAIL_SERVER: "127.0.0.1", MAIL_PORT: "1", MAIL_FROM: "a@gf.co" };
  createMailer(readConfig(settings), line.resolve).send(LETTER);
  const written = await line.promise;
  assert.match(written, /"level":"error".*(ECONNREFUSED|ESOCKET)/);
  assert(!/token=abc|ines@correo/.test(written));
});

Deno.test("without SMTP the link goes to the log with the embedded database only", () => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  createMailer(readConfig({}), log).send(LETTER);
  assert.match(lines[0] ?? "", /token=abc/);
  const server = { DB_HOST: "db", DB_USER: "gf", DB_NAME: "gf" };
  const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
  createMailer(readConfig({ ...server, JWT_SECRET: secret }), log).send(LETTER);
  assert.match(lines[1] ?? "", /mail is not configured/);
  assert(!lines[1]?.includes("token=abc"));
});
