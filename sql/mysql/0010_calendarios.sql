-- The secret addresses of calendars that people subscribe to: `huella` is all that is kept of the
-- secret, `id` is of the instructor, ficha or ambiente, and `id_usuario` sees what the calendar shows.
CREATE TABLE IF NOT EXISTS calendario (
  id_calendario INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  huella CHAR(64) NOT NULL,
  tipo VARCHAR(10) NOT NULL CHECK (tipo IN ('instructor', 'ficha', 'ambiente')),
  id INT UNSIGNED NOT NULL,
  cod_centro INT UNSIGNED NOT NULL,
  id_usuario INT UNSIGNED NOT NULL,
  nota VARCHAR(80) NULL,
  creado_en DATETIME NOT NULL,
  UNIQUE KEY calendario_huella (huella),
  KEY calendario_usuario (id_usuario),
  KEY calendario_centro (cod_centro),
  CONSTRAINT calendario_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro),
  CONSTRAINT calendario_id_usuario_fk FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
