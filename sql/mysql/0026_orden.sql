-- Names in the order in which people sort them: "Álvaro" beside "alvaro", "ñ" after "n".
ALTER TABLE usuario
  ADD COLUMN nombre_orden VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci
    AS (nombre_completo) VIRTUAL;
ALTER TABLE ambiente_formacion
  ADD COLUMN nombre_orden VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci
    AS (nombre_ambiente) VIRTUAL;
ALTER TABLE resultado_aprendizaje
  ADD COLUMN nombre_orden VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci
    AS (nombre) VIRTUAL;
ALTER TABLE metas
  ADD COLUMN concepto_orden VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci
    AS (concepto) VIRTUAL;
ALTER TABLE limite_horas
  ADD COLUMN tipo_contrato_orden VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_spanish_ci
    AS (tipo_contrato) VIRTUAL;

-- New indexes first: a foreign key needs one that begins with its column at any time.
CREATE INDEX usuario_centro_orden ON usuario (cod_centro, id_rol, nombre_orden);
CREATE INDEX usuario_rol_orden ON usuario (id_rol, estado, nombre_orden);
CREATE INDEX usuario_orden ON usuario (nombre_orden, id_usuario);
CREATE INDEX usuario_busqueda_orden
  ON usuario (cod_centro, busqueda, nombre_orden, id_rol, estado);
CREATE INDEX ambiente_formacion_orden ON ambiente_formacion (cod_centro, nombre_orden);
DROP INDEX usuario_centro ON usuario;
DROP INDEX usuario_rol ON usuario;
DROP INDEX usuario_nombre ON usuario;
DROP INDEX usuario_busqueda ON usuario;
DROP INDEX ambiente_formacion_centro ON ambiente_formacion;
