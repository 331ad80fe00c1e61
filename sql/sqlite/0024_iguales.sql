-- Texts are the same here when MySQL's collation says so: the function igual() comes from the API.
-- What was stored twice before stays: all but the first hold their own id in `repeticion`, and only
-- what has a 0 there must be one of its kind.
ALTER TABLE usuario
  ADD COLUMN repeticion INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usuario
  ADD COLUMN identificacion_igual VARCHAR(12) AS (igual(identificacion)) VIRTUAL;
ALTER TABLE ambiente_formacion
  ADD COLUMN repeticion INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_igual VARCHAR(40) AS (igual(nombre_ambiente)) VIRTUAL;

UPDATE usuario SET repeticion = id_usuario
WHERE id_usuario NOT IN (SELECT MIN(id_usuario) FROM usuario GROUP BY identificacion_igual);
UPDATE ambiente_formacion SET repeticion = id_ambiente
WHERE id_ambiente NOT IN (
  SELECT MIN(id_ambiente) FROM ambiente_formacion GROUP BY cod_centro, nombre_igual);

CREATE UNIQUE INDEX IF NOT EXISTS usuario_identificacion_igual
  ON usuario (identificacion_igual, repeticion);
CREATE UNIQUE INDEX IF NOT EXISTS ambiente_formacion_nombre_igual
  ON ambiente_formacion (cod_centro, nombre_igual, repeticion);
