-- What makes the lists of grupos, their searches and the dashboard quick with 20,000 fichas.

-- The name alone: `busqueda` holds the place too.
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_ambiente_plano VARCHAR(40) AS (nombre_ambiente) VIRTUAL;

-- Lists of the whole country: each ends with the key, so that its pages come in order.
CREATE INDEX grupo_estado
  ON grupo (estado_grupo_plano);
CREATE INDEX grupo_nivel
  ON grupo (nombre_nivel_plano);
CREATE INDEX grupo_etapa
  ON grupo (etapa_plano);
CREATE INDEX grupo_modalidad
  ON grupo (modalidad_plano);
CREATE INDEX grupo_jornada
  ON grupo (jornada_plano);
CREATE INDEX grupo_municipio
  ON grupo (nombre_municipio_plano);
CREATE INDEX grupo_inicio
  ON grupo (fecha_inicio);

-- No index finds a text inside another. These hold all that a search or a dashboard looks at, so
-- that it goes through the index of a centro, or of the country, and not through the rows. SQLite
-- reads its rows all the same where a column is generated.
CREATE INDEX grupo_busqueda
  ON grupo (
    cod_centro, busqueda, cod_programa, la_version, id_ambiente, estado_grupo_plano,
    nombre_nivel_plano, etapa_plano, modalidad_plano, jornada_plano, nombre_municipio_plano,
    fecha_inicio
  );
CREATE INDEX usuario_busqueda
  ON usuario (cod_centro, busqueda, nombre_completo, id_rol, estado);
