import type { Config } from "@/config/config.ts";
import type { Mailer } from "@/http/router.ts";
import type { Log } from "@/http/server/log.ts";

/** Sends through SMTP when it is configured. Without it nothing leaves, and the log says so. */
export function createMailer(config: Config, log: Log): Mailer {
  const { MAIL_SERVER, MAIL_FROM } = config;
  if (!MAIL_SERVER || !MAIL_FROM) {
    return {
      send: ({ text }) => {
        // The link is a secret: only where the operator and the only user are the same person.
        const shown = config.DB_HOST ? undefined : text;
        log(JSON.stringify({ level: "warn", message: "mail is not configured", text: shown }));
      },
    };
  }
  return {
    send: ({ to, subject, text, html }) => {
      const from = { name: config.MAIL_FROM_NAME, address: MAIL_FROM };
      void openTransport(config, MAIL_SERVER)
        .then((transport) => transport.sendMail({ from, to, subject, text, html }))
        .catch((error) => {
          // The reason and not the error: it may repeat the address or the letter.
          const reason = error instanceof Error && "code" in error ? error.code : "unknown";
          log(JSON.stringify({ level: "error", message: "mail was not sent", reason }));
        });
    },
  };
}

async function openTransport(config: Config, host: string) {
  const { createTransport } = await import("nodemailer"); // only where mail is ever sent
  const { MAIL_USERNAME: user, MAIL_PASSWORD: pass } = config;
  return createTransport({
    host,
    port: config.MAIL_PORT,
    secure: config.MAIL_SSL_TLS,
    requireTLS: config.MAIL_STARTTLS && !config.MAIL_SSL_TLS,
    ignoreTLS: !config.MAIL_STARTTLS && !config.MAIL_SSL_TLS,
    tls: { rejectUnauthorized: config.VALIDATE_CERTS },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    ...(user && pass && { auth: { user, pass } }),
  });
}
