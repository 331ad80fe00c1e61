-- What was programmed at once and repeats; its sessions name it in programacion.id_serie.
CREATE TABLE IF NOT EXISTS serie (
  id_serie INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  cod_ficha INT UNSIGNED NOT NULL,
  plan MEDIUMTEXT NOT NULL,
  creada_por INT UNSIGNED NULL,
  creada_en DATETIME NOT NULL,
  KEY serie_ficha (cod_ficha),
  CONSTRAINT serie_cod_ficha_fk FOREIGN KEY (cod_ficha) REFERENCES grupo (cod_ficha),
  CONSTRAINT serie_creada_por_fk FOREIGN KEY (creada_por) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- One act on a series, so that it can be undone as one.
CREATE TABLE IF NOT EXISTS lote (
  id_lote INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  id_serie INT UNSIGNED NOT NULL,
  accion VARCHAR(10) NOT NULL CHECK (accion IN ('crear', 'cambiar')),
  creado_por INT UNSIGNED NULL,
  creado_en DATETIME NOT NULL,
  deshecho_por INT UNSIGNED NULL,
  deshecho_en DATETIME NULL,
  KEY lote_serie (id_serie, id_lote),
  CONSTRAINT lote_id_serie_fk FOREIGN KEY (id_serie) REFERENCES serie (id_serie),
  CONSTRAINT lote_creado_por_fk FOREIGN KEY (creado_por) REFERENCES usuario (id_usuario),
  CONSTRAINT lote_deshecho_por_fk FOREIGN KEY (deshecho_por) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- A session before and after the act, and the version it was left with. It may be removed later.
CREATE TABLE IF NOT EXISTS lote_sesion (
  id_lote INT UNSIGNED NOT NULL,
  id_programacion INT UNSIGNED NOT NULL,
  version INT UNSIGNED NOT NULL,
  antes MEDIUMTEXT NULL,
  despues MEDIUMTEXT NOT NULL,
  PRIMARY KEY (id_lote, id_programacion),
  KEY lote_sesion_programacion (id_programacion),
  CONSTRAINT lote_sesion_id_lote_fk FOREIGN KEY (id_lote) REFERENCES lote (id_lote)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
