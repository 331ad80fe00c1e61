-- What was programmed at once and repeats; its sessions name it in programacion.id_serie.
CREATE TABLE IF NOT EXISTS serie (
  id_serie   INTEGER PRIMARY KEY AUTOINCREMENT,
  cod_ficha  INTEGER NOT NULL REFERENCES grupo (cod_ficha),
  plan       MEDIUMTEXT NOT NULL,
  creada_por INTEGER NULL REFERENCES usuario (id_usuario),
  creada_en  DATETIME NOT NULL
);
CREATE INDEX IF NOT EXISTS serie_ficha ON serie (cod_ficha);

-- One act on a series, so that it can be undone as one.
CREATE TABLE IF NOT EXISTS lote (
  id_lote      INTEGER PRIMARY KEY AUTOINCREMENT,
  id_serie     INTEGER NOT NULL REFERENCES serie (id_serie),
  accion       VARCHAR(10) NOT NULL CHECK (accion IN ('crear', 'cambiar')),
  creado_por   INTEGER NULL REFERENCES usuario (id_usuario),
  creado_en    DATETIME NOT NULL,
  deshecho_por INTEGER NULL REFERENCES usuario (id_usuario),
  deshecho_en  DATETIME NULL
);
CREATE INDEX IF NOT EXISTS lote_serie ON lote (id_serie, id_lote);

-- A session before and after the act, and the version it was left with. It may be removed later.
CREATE TABLE IF NOT EXISTS lote_sesion (
  id_lote         INTEGER NOT NULL REFERENCES lote (id_lote),
  id_programacion INTEGER NOT NULL,
  version         INTEGER NOT NULL,
  antes           MEDIUMTEXT NULL,
  despues         MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id_lote, id_programacion)
);
CREATE INDEX IF NOT EXISTS lote_sesion_programacion ON lote_sesion (id_programacion);
