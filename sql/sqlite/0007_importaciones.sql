-- Files of SOFIA Plus that were uploaded: first a preview, which somebody confirms and may revert.
-- `cod_centro` is null where the file may hold any centre, `porcentaje` where nothing is under way;
-- `motivo` says why one is `fallida`.
CREATE TABLE IF NOT EXISTS importacion (
  id_importacion INTEGER PRIMARY KEY AUTOINCREMENT,
  tipo           VARCHAR(10) NULL CHECK (tipo IN ('pe04', 'df14', 'juicios')),
  archivo        VARCHAR(150) NOT NULL,
  estado         VARCHAR(12) NOT NULL
    CHECK (estado IN ('leyendo', 'previa', 'confirmada', 'revertida', 'vencida', 'fallida')),
  id_usuario     INTEGER NULL REFERENCES usuario (id_usuario),
  cod_centro     INTEGER NULL REFERENCES centro_formacion (cod_centro),
  total_filas    INTEGER NOT NULL DEFAULT 0,
  conteos        MEDIUMTEXT NULL,
  encabezados    MEDIUMTEXT NULL,
  huella         CHAR(64) NULL,
  creada_en      DATETIME NOT NULL,
  vence_en       BIGINT NOT NULL,
  confirmada_en  DATETIME NULL,
  revertida_en   DATETIME NULL,
  porcentaje     INTEGER NULL,
  motivo         VARCHAR(500) NULL
);
CREATE INDEX IF NOT EXISTS importacion_centro ON importacion (cod_centro, id_importacion);
CREATE INDEX IF NOT EXISTS importacion_usuario ON importacion (id_usuario);
CREATE INDEX IF NOT EXISTS importacion_vence ON importacion (estado, vence_en);

-- What the file says, row by row, against what there was: `detalle` is JSON.
CREATE TABLE IF NOT EXISTS importacion_fila (
  id_importacion INTEGER NOT NULL REFERENCES importacion (id_importacion),
  orden          INTEGER NOT NULL,
  clase          VARCHAR(12) NOT NULL
    CHECK (clase IN ('nueva', 'cambiada', 'igual', 'desaparecida', 'rechazada')),
  fila           INTEGER NULL,
  registro       VARCHAR(60) NOT NULL,
  detalle        MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id_importacion, orden)
);
CREATE INDEX IF NOT EXISTS importacion_fila_clase ON importacion_fila (id_importacion, clase, orden);

INSERT OR IGNORE INTO turno (nombre) VALUES ('importacion');
