// What `GET /users/by-email` costs in Fastify and mysql2 on Node: the same token, the same two
// statements, the same pool. It logs no requests, knows no roles and documents nothing.
import fastify from "fastify";
import mysql from "mysql2/promise";
import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import process from "node:process";

const { host, port, user, password, database, poolSize, secret } = JSON.parse(
  process.argv[2],
);

const SESSION = `SELECT id_usuario, id_rol, estado, cod_centro, version_sesion
  FROM usuario WHERE id_usuario = ?
    AND EXISTS (SELECT 1 FROM token_refresco WHERE familia = ?)`;
const USER = `SELECT u.nombre_completo, u.identificacion, u.id_rol, u.correo, u.tipo_contrato,
    u.telefono, u.estado, u.cod_centro, u.id_usuario, r.nombre AS nombre_rol, u.password_changed_at
  FROM usuario u JOIN rol r ON r.id_rol = u.id_rol WHERE u.correo_plano = ?`;

const text = { type: "string" }, number = { type: "integer" };
const Usuario = {
  type: "object",
  properties: {
    ...{
      nombre_completo: text,
      identificacion: text,
      id_rol: number,
      correo: text,
    },
    ...{
      tipo_contrato: text,
      telefono: text,
      estado: { type: "boolean" },
      cod_centro: number,
    },
    ...{ id_usuario: number, nombre_rol: text },
    password_changed_at: { type: "string", nullable: true },
  },
};

const pool = mysql.createPool({
  ...{ host, port, user, password, database, connectionLimit: poolSize },
  ...{ dateStrings: true, charset: "utf8mb4_unicode_ci" },
});

/** The claims of a token of ours, or undefined. */
function verified(authorization = "") {
  const [head, body, signature] = authorization.slice("Bearer ".length).split(
    ".",
  );
  const given = Buffer.from(signature ?? "", "base64url");
  const due = createHmac("sha256", secret).update(`${head}.${body}`).digest();
  if (given.length !== due.length || !timingSafeEqual(given, due)) {
    return undefined;
  }
  const claims = JSON.parse(Buffer.from(body, "base64url"));
  return claims.exp > Date.now() / 1000 ? claims : undefined;
}

const app = fastify({ logger: false });

app.get("/users/by-email", {
  schema: {
    querystring: {
      type: "object",
      required: ["email"],
      properties: { email: text },
    },
    response: { 200: Usuario },
  },
}, async (request, reply) => {
  const claims = verified(request.headers.authorization);
  if (!claims) return reply.code(401).send();
  const [[session]] = await pool.execute(SESSION, [claims.sub, claims.fam]);
  if (!session?.estado || session.version_sesion !== claims.ver) {
    return reply.code(401).send();
  }
  const [[found]] = await pool.execute(USER, [request.query.email]);
  return found ?? reply.code(404).send();
});

await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(String(app.server.address().port));
