-- What was stored twice before stays: all but the first hold their own id in `repeticion`, and only
-- what has a 0 there must be one of its kind. The collation says which texts are the same.
ALTER TABLE usuario
  ADD COLUMN repeticion INT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE usuario
  ADD COLUMN identificacion_igual VARCHAR(12) AS (identificacion) VIRTUAL;
ALTER TABLE ambiente_formacion
  ADD COLUMN repeticion INT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_igual VARCHAR(40) AS (nombre_ambiente) VIRTUAL;

UPDATE ambiente_formacion SET repeticion = id_ambiente
WHERE id_ambiente NOT IN (
  SELECT id FROM (
    SELECT MIN(id_ambiente) AS id FROM ambiente_formacion GROUP BY cod_centro, nombre_igual) firsts);

CREATE UNIQUE INDEX usuario_identificacion_igual
  ON usuario (identificacion_igual, repeticion);
CREATE UNIQUE INDEX ambiente_formacion_nombre_igual
  ON ambiente_formacion (cod_centro, nombre_igual, repeticion);
