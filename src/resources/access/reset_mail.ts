import { html } from "hono/html";

/** The letter with the link to choose a new password, valid for 15 minutes. */
export function resetMail(nombre: string, link: string) {
  const page = html`<p>Hola, ${nombre}:</p>
<p>Recibimos una solicitud para cambiar su contraseña de Gestión Formación.</p>
<p><a href="${link}">Elegir una contraseña nueva</a></p>
<p>El enlace sirve una sola vez y vence en 15 minutos. Si usted no lo pidió, no haga nada.</p>`;
  return {
    subject: "Recuperación de contraseña - Gestión Formación",
    text: `Hola, ${nombre}:\n\nPara elegir una contraseña nueva abra este enlace:\n${link}\n\n` +
      "Sirve una sola vez y vence en 15 minutos. Si usted no lo pidió, no haga nada.\n",
    html: String(page),
  };
}
