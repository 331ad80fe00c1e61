-- The secret addresses of calendars that people subscribe to: `huella` is all that is kept of the
-- secret, `id` is of the instructor, ficha or ambiente, and `id_usuario` sees what the calendar shows.
CREATE TABLE IF NOT EXISTS calendario (
  id_calendario INTEGER PRIMARY KEY AUTOINCREMENT,
  huella        CHAR(64) NOT NULL,
  tipo          VARCHAR(10) NOT NULL CHECK (tipo IN ('instructor', 'ficha', 'ambiente')),
  id            INTEGER NOT NULL,
  cod_centro    INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  id_usuario    INTEGER NOT NULL REFERENCES usuario (id_usuario),
  nota          VARCHAR(80) NULL,
  creado_en     DATETIME NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS calendario_huella ON calendario (huella);
CREATE INDEX IF NOT EXISTS calendario_usuario ON calendario (id_usuario);
CREATE INDEX IF NOT EXISTS calendario_centro ON calendario (cod_centro);
