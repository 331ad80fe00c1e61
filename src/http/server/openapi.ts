import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "@/http/router.ts";
import { VERSION } from "@/http/version.ts";

const DESCRIPTION = `Programación y catálogos de un centro de formación.

Todo error sale como \`application/problem+json\` (RFC 9457), con un \`detail\` listo para mostrar.
Con 503 o 429 espere lo que diga \`Retry-After\` y repita la petición; un POST que crea se repite sin
riesgo si lleva \`Idempotency-Key\`. Las fechas y horas son locales de Colombia. Una ruta responde
igual con barra final o sin ella.`;

const TAGS: Record<string, string> = {
  Acceso: "Inicio de sesión, renovación y recuperación de la contraseña",
  Usuarios: "Superadministradores, administradores e instructores",
  Instructores: "Las horas de cada instructor frente al límite de su contrato",
  "Límites de horas": "Cuántas horas a la semana o al mes puede tener cada tipo de contrato",
  Programación: "Quién enseña qué, a qué ficha, dónde y cuándo",
  Calendarios: "Direcciones secretas para suscribirse a un horario desde cualquier calendario",
  Horarios: "La semana de un instructor, una ficha o un ambiente, para verla o imprimirla",
  Disponibilidad: "Quién y qué está libre, y cuándo coinciden los huecos",
  Roles: "Qué puede ser un usuario",
  Festivos: "Los días no laborables: los de ley y los cierres de cada centro",
  Metas: "Lo que un centro se propone cada año, y cuánto ha alcanzado",
  Importaciones: "Los archivos de SOFIA Plus: se ven primero y se confirman después",
  Notificaciones: "Avisos de cada usuario, también en vivo",
  Auditoría: "Quién cambió qué y cuándo",
  Regionales: "Las regionales del SENA",
  Centros: "Los centros de formación",
  Ambientes: "Los ambientes de formación de cada centro",
  Programas: "Los programas de formación, con sus versiones y sus competencias",
  Competencias: "Las competencias, que comparten los programas de todos los centros",
  Resultados: "Los resultados de aprendizaje de cada competencia",
  Grupos: "Los grupos (fichas), con sus aprendices y sus instructores",
  Tablero: "Indicadores y distribuciones de los grupos de un centro",
  Servicio: "Salud del servicio",
};

const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    description: "El access_token que da POST /access/token",
    scheme: "bearer",
    bearerFormat: "JWT",
  },
  password: {
    type: "oauth2",
    description: "Correo y contraseña",
    flows: { password: { tokenUrl: "/access/token", scopes: {} } },
  },
  calendario: {
    type: "apiKey",
    description:
      "El secreto de un calendario: lo que hay entre /calendarios/ y .ics en su dirección",
    in: "query",
    name: "token",
  },
} as const;

/** The OpenAPI 3.1 document as text. The library builds it anew on every call: here it is kept. */
export function publishOpenapi(app: OpenAPIHono<Env>): () => string {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    app.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
  }
  let text: string | undefined;
  return () =>
    text ??= JSON.stringify(app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Gestión Formación",
        version: VERSION,
        description: DESCRIPTION,
        contact: { name: "Gestión Formación", url: "https://gestionformacion.tech" },
        license: { name: "MIT", url: "https://opensource.org/license/mit" },
      },
      servers: [{ url: "/", description: "Este servidor" }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    }));
}
