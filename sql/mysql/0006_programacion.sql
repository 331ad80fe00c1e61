-- One row per instructor, ficha and ambiente: whoever books one of them writes its row first, so
-- that two bookings of the same one come one after the other, on every node of a cluster.
CREATE TABLE IF NOT EXISTS agenda (
  tipo VARCHAR(10) NOT NULL CHECK (tipo IN ('instructor', 'ficha', 'ambiente')),
  id INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (tipo, id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT IGNORE INTO agenda (tipo, id) SELECT 'instructor', id_usuario FROM usuario;
INSERT IGNORE INTO agenda (tipo, id) SELECT 'ficha', cod_ficha FROM grupo;
INSERT IGNORE INTO agenda (tipo, id) SELECT 'ambiente', id_ambiente FROM ambiente_formacion;

-- The hours of a ficha per competencia and resultado, without touching the table.
CREATE INDEX programacion_avance ON programacion
  (cod_ficha, cod_competencia, cod_resultado, estado, fecha_programada, hora_inicio, hora_fin,
    id_instructor);
