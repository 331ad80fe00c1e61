-- What makes the lists of grupos, their searches and the dashboard quick with 20,000 fichas.

-- The name alone: `busqueda` holds the place too.
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_ambiente_plano VARCHAR(40) AS (plano(nombre_ambiente)) VIRTUAL;

-- Lists of the whole country: each ends with the key, so that its pages come in order.
CREATE INDEX IF NOT EXISTS grupo_estado
  ON grupo (estado_grupo_plano);
CREATE INDEX IF NOT EXISTS grupo_nivel
  ON grupo (nombre_nivel_plano);
CREATE INDEX IF NOT EXISTS grupo_etapa
  ON grupo (etapa_plano);
CREATE INDEX IF NOT EXISTS grupo_modalidad
  ON grupo (modalidad_plano);
CREATE INDEX IF NOT EXISTS grupo_jornada
  ON grupo (jornada_plano);
CREATE INDEX IF NOT EXISTS grupo_municipio
  ON grupo (nombre_municipio_plano);
CREATE INDEX IF NOT EXISTS grupo_inicio
  ON grupo (fecha_inicio);
