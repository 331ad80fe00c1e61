-- What sign-in, repeated requests and the trail of changes need. Only the hash of a secret is kept.

CREATE TABLE IF NOT EXISTS token_refresco (
  huella     CHAR(64) PRIMARY KEY,
  familia    CHAR(36) NOT NULL,
  id_usuario INTEGER NOT NULL REFERENCES usuario (id_usuario),
  vence_en   BIGINT NOT NULL,
  usado_en   BIGINT NULL
);
CREATE INDEX IF NOT EXISTS token_refresco_familia ON token_refresco (familia);
CREATE INDEX IF NOT EXISTS token_refresco_usuario ON token_refresco (id_usuario);
CREATE INDEX IF NOT EXISTS token_refresco_vence ON token_refresco (vence_en);

CREATE TABLE IF NOT EXISTS token_restablecimiento (
  huella     CHAR(64) PRIMARY KEY,
  id_usuario INTEGER NOT NULL REFERENCES usuario (id_usuario),
  vence_en   BIGINT NOT NULL,
  usado_en   BIGINT NULL
);
CREATE INDEX IF NOT EXISTS token_restablecimiento_usuario ON token_restablecimiento (id_usuario);
CREATE INDEX IF NOT EXISTS token_restablecimiento_vence ON token_restablecimiento (vence_en);

CREATE TABLE IF NOT EXISTS limite_acceso (
  clave    VARCHAR(190) PRIMARY KEY,
  puntos   INTEGER NOT NULL,
  vence_en BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS limite_acceso_vence ON limite_acceso (vence_en);

CREATE TABLE IF NOT EXISTS idempotencia (
  id_usuario INTEGER NOT NULL REFERENCES usuario (id_usuario),
  clave      VARCHAR(200) NOT NULL,
  huella     CHAR(64) NOT NULL,
  respuesta  MEDIUMTEXT NULL,
  vence_en   BIGINT NOT NULL,
  PRIMARY KEY (id_usuario, clave)
);
CREATE INDEX IF NOT EXISTS idempotencia_vence ON idempotencia (vence_en);

CREATE TABLE IF NOT EXISTS auditoria (
  id_auditoria INTEGER PRIMARY KEY AUTOINCREMENT,
  fecha        DATETIME NOT NULL,
  id_usuario   INTEGER NULL,
  cod_centro   INTEGER NULL,
  accion       VARCHAR(30) NOT NULL,
  tabla        VARCHAR(40) NOT NULL,
  registro     VARCHAR(60) NOT NULL,
  antes        MEDIUMTEXT NULL,
  despues      MEDIUMTEXT NULL,
  request_id   VARCHAR(64) NOT NULL
);
CREATE INDEX IF NOT EXISTS auditoria_centro ON auditoria (cod_centro, id_auditoria);
CREATE INDEX IF NOT EXISTS auditoria_registro ON auditoria (tabla, registro, id_auditoria);
CREATE INDEX IF NOT EXISTS auditoria_usuario ON auditoria (id_usuario, id_auditoria);

-- Whoever must not act at the same moment as another writes the same row first.
CREATE TABLE IF NOT EXISTS turno (
  nombre VARCHAR(40) PRIMARY KEY,
  seq    BIGINT NOT NULL DEFAULT 0
);

INSERT OR IGNORE INTO turno (nombre) VALUES ('superadmin');
