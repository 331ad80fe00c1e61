-- Names in the order in which people sort them: "Álvaro" beside "alvaro", "ñ" after "n".
ALTER TABLE usuario
  ADD COLUMN nombre_orden VARCHAR(80) AS (orden(nombre_completo)) VIRTUAL;
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_orden VARCHAR(40) AS (orden(nombre_ambiente)) VIRTUAL;
ALTER TABLE resultado_aprendizaje
  ADD COLUMN nombre_orden VARCHAR(500) AS (orden(nombre)) VIRTUAL;
ALTER TABLE metas
  ADD COLUMN concepto_orden VARCHAR(100) AS (orden(concepto)) VIRTUAL;
ALTER TABLE limite_horas
  ADD COLUMN tipo_contrato_orden VARCHAR(50) AS (orden(tipo_contrato)) VIRTUAL;

CREATE INDEX IF NOT EXISTS usuario_centro_orden ON usuario (cod_centro, id_rol, nombre_orden);
CREATE INDEX IF NOT EXISTS usuario_rol_orden ON usuario (id_rol, estado, nombre_orden);
CREATE INDEX IF NOT EXISTS usuario_orden ON usuario (nombre_orden, id_usuario);
CREATE INDEX IF NOT EXISTS ambiente_formacion_orden
  ON ambiente_formacion (cod_centro, nombre_orden);
DROP INDEX IF EXISTS usuario_centro;
DROP INDEX IF EXISTS usuario_rol;
DROP INDEX IF EXISTS usuario_nombre;
DROP INDEX IF EXISTS ambiente_formacion_centro;
