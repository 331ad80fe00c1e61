-- Files of SOFIA Plus that were uploaded: first a preview, which somebody confirms and may revert.
-- `cod_centro` is null where the file may hold any centre, `porcentaje` where nothing is under way;
-- `motivo` says why one is `fallida`.
CREATE TABLE IF NOT EXISTS importacion (
  id_importacion INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  tipo VARCHAR(10) NULL CHECK (tipo IN ('pe04', 'df14', 'juicios')),
  archivo VARCHAR(150) NOT NULL,
  estado VARCHAR(12) NOT NULL
    CHECK (estado IN ('leyendo', 'previa', 'confirmada', 'revertida', 'vencida', 'fallida')),
  id_usuario INT UNSIGNED NULL,
  cod_centro INT UNSIGNED NULL,
  total_filas INT UNSIGNED NOT NULL DEFAULT 0,
  conteos MEDIUMTEXT NULL,
  encabezados MEDIUMTEXT NULL,
  huella CHAR(64) NULL,
  creada_en DATETIME NOT NULL,
  vence_en BIGINT NOT NULL,
  confirmada_en DATETIME NULL,
  revertida_en DATETIME NULL,
  porcentaje INT UNSIGNED NULL,
  motivo VARCHAR(500) NULL,
  KEY importacion_centro (cod_centro, id_importacion),
  KEY importacion_usuario (id_usuario),
  KEY importacion_vence (estado, vence_en),
  CONSTRAINT importacion_id_usuario_fk FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario),
  CONSTRAINT importacion_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- What the file says, row by row, against what there was: `detalle` is JSON.
CREATE TABLE IF NOT EXISTS importacion_fila (
  id_importacion INT UNSIGNED NOT NULL,
  orden INT UNSIGNED NOT NULL,
  clase VARCHAR(12) NOT NULL
    CHECK (clase IN ('nueva', 'cambiada', 'igual', 'desaparecida', 'rechazada')),
  fila INT UNSIGNED NULL,
  registro VARCHAR(60) NOT NULL,
  detalle MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id_importacion, orden),
  KEY importacion_fila_clase (id_importacion, clase, orden),
  CONSTRAINT importacion_fila_id_importacion_fk
    FOREIGN KEY (id_importacion) REFERENCES importacion (id_importacion)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT IGNORE INTO turno (nombre) VALUES ('importacion');
