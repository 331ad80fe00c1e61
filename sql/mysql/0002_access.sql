-- What sign-in, repeated requests and the trail of changes need. Only the hash of a secret is kept.

CREATE TABLE IF NOT EXISTS token_refresco (
  huella CHAR(64) PRIMARY KEY,
  familia CHAR(36) NOT NULL,
  id_usuario INT UNSIGNED NOT NULL,
  vence_en BIGINT NOT NULL,
  usado_en BIGINT NULL,
  KEY token_refresco_familia (familia),
  KEY token_refresco_usuario (id_usuario),
  KEY token_refresco_vence (vence_en),
  CONSTRAINT token_refresco_id_usuario_fk
    FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS token_restablecimiento (
  huella CHAR(64) PRIMARY KEY,
  id_usuario INT UNSIGNED NOT NULL,
  vence_en BIGINT NOT NULL,
  usado_en BIGINT NULL,
  KEY token_restablecimiento_usuario (id_usuario),
  KEY token_restablecimiento_vence (vence_en),
  CONSTRAINT token_restablecimiento_id_usuario_fk
    FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS limite_acceso (
  clave VARCHAR(190) PRIMARY KEY,
  puntos INT UNSIGNED NOT NULL,
  vence_en BIGINT NOT NULL,
  KEY limite_acceso_vence (vence_en)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS idempotencia (
  id_usuario INT UNSIGNED NOT NULL,
  clave VARCHAR(200) NOT NULL,
  huella CHAR(64) NOT NULL,
  respuesta MEDIUMTEXT NULL,
  vence_en BIGINT NOT NULL,
  PRIMARY KEY (id_usuario, clave),
  KEY idempotencia_vence (vence_en),
  CONSTRAINT idempotencia_id_usuario_fk FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS auditoria (
  id_auditoria INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  fecha DATETIME NOT NULL,
  id_usuario INT UNSIGNED NULL,
  cod_centro INT UNSIGNED NULL,
  accion VARCHAR(30) NOT NULL,
  tabla VARCHAR(40) NOT NULL,
  registro VARCHAR(60) NOT NULL,
  antes MEDIUMTEXT NULL,
  despues MEDIUMTEXT NULL,
  request_id VARCHAR(64) NOT NULL,
  KEY auditoria_centro (cod_centro, id_auditoria),
  KEY auditoria_registro (tabla, registro, id_auditoria),
  KEY auditoria_usuario (id_usuario, id_auditoria)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- Whoever must not act at the same moment as another writes the same row first.
CREATE TABLE IF NOT EXISTS turno (
  nombre VARCHAR(40) PRIMARY KEY,
  seq BIGINT NOT NULL DEFAULT 0
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT IGNORE INTO turno (nombre) VALUES ('superadmin');
