-- The collation compares without regard to case and accents, so the columns called *_plano only
-- repeat their source here: they are what lets each query be written once for both engines. The
-- character set is named because a server may still have latin1 as its own.

CREATE TABLE IF NOT EXISTS rol (
  id_rol INT UNSIGNED PRIMARY KEY,
  nombre VARCHAR(20) NOT NULL UNIQUE
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT IGNORE INTO rol (id_rol, nombre)
VALUES (1, 'superadmin'), (2, 'admin'), (3, 'instructor');

CREATE TABLE IF NOT EXISTS regional (
  cod_regional INT UNSIGNED PRIMARY KEY,
  nombre VARCHAR(80) NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS centro_formacion (
  cod_centro INT UNSIGNED PRIMARY KEY,
  nombre_centro VARCHAR(80) NOT NULL,
  cod_regional INT UNSIGNED NOT NULL,
  KEY centro_formacion_regional (cod_regional),
  CONSTRAINT centro_formacion_cod_regional_fk
    FOREIGN KEY (cod_regional) REFERENCES regional (cod_regional)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS usuario (
  id_usuario INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  nombre_completo VARCHAR(80) NOT NULL,
  identificacion VARCHAR(12) NOT NULL,
  id_rol INT UNSIGNED NOT NULL,
  correo VARCHAR(100) NOT NULL,
  pass_hash VARCHAR(100) NOT NULL,
  tipo_contrato VARCHAR(50) NOT NULL,
  telefono VARCHAR(15) NOT NULL,
  estado BOOLEAN NOT NULL DEFAULT TRUE,
  cod_centro INT UNSIGNED NOT NULL,
  password_changed_at DATETIME NULL,
  version_sesion INT UNSIGNED NOT NULL DEFAULT 0,
  correo_plano VARCHAR(100) AS (correo) VIRTUAL,
  busqueda VARCHAR(200) AS (CONCAT_WS(' ', nombre_completo, correo, identificacion)) STORED,
  UNIQUE KEY usuario_correo (correo_plano),
  UNIQUE KEY usuario_identificacion (identificacion),
  KEY usuario_centro (cod_centro, id_rol, nombre_completo),
  KEY usuario_rol (id_rol, estado, nombre_completo),
  KEY usuario_nombre (nombre_completo, id_usuario),
  CONSTRAINT usuario_id_rol_fk FOREIGN KEY (id_rol) REFERENCES rol (id_rol),
  CONSTRAINT usuario_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS ambiente_formacion (
  id_ambiente INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  nombre_ambiente VARCHAR(40) NOT NULL,
  num_max_aprendices INT UNSIGNED NOT NULL,
  municipio VARCHAR(40) NOT NULL,
  ubicacion VARCHAR(80) NOT NULL,
  cod_centro INT UNSIGNED NOT NULL,
  estado BOOLEAN NOT NULL DEFAULT TRUE,
  busqueda VARCHAR(170) AS (CONCAT_WS(' ', nombre_ambiente, municipio, ubicacion)) STORED,
  KEY ambiente_formacion_centro (cod_centro, nombre_ambiente),
  CONSTRAINT ambiente_formacion_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS programa_formacion (
  cod_programa INT UNSIGNED NOT NULL,
  la_version INT UNSIGNED NOT NULL,
  nombre VARCHAR(255) NOT NULL,
  horas_lectivas INT UNSIGNED NOT NULL DEFAULT 0,
  horas_productivas INT UNSIGNED NOT NULL DEFAULT 0,
  busqueda VARCHAR(270) AS (CONCAT_WS(' ', cod_programa, nombre)) STORED,
  PRIMARY KEY (cod_programa, la_version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS competencia (
  cod_competencia INT UNSIGNED PRIMARY KEY,
  nombre VARCHAR(500) NOT NULL,
  horas INT UNSIGNED NULL DEFAULT 0,
  busqueda VARCHAR(515) AS (CONCAT_WS(' ', cod_competencia, nombre)) STORED
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS resultado_aprendizaje (
  cod_resultado INT UNSIGNED PRIMARY KEY,
  nombre VARCHAR(500) NOT NULL,
  cod_competencia INT UNSIGNED NOT NULL,
  KEY resultado_aprendizaje_competencia (cod_competencia),
  CONSTRAINT resultado_aprendizaje_cod_competencia_fk
    FOREIGN KEY (cod_competencia) REFERENCES competencia (cod_competencia)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS programa_competencia (
  cod_prog_competencia INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  cod_programa INT UNSIGNED NOT NULL,
  la_version INT UNSIGNED NOT NULL,
  cod_competencia INT UNSIGNED NOT NULL,
  UNIQUE KEY programa_competencia_unica (cod_programa, la_version, cod_competencia),
  KEY programa_competencia_competencia (cod_competencia),
  CONSTRAINT programa_competencia_cod_competencia_fk
    FOREIGN KEY (cod_competencia) REFERENCES competencia (cod_competencia),
  CONSTRAINT programa_competencia_cod_programa_fk
    FOREIGN KEY (cod_programa, la_version) REFERENCES programa_formacion (cod_programa, la_version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS grupo (
  cod_ficha INT UNSIGNED PRIMARY KEY,
  cod_centro INT UNSIGNED NOT NULL,
  cod_programa INT UNSIGNED NOT NULL,
  la_version INT UNSIGNED NOT NULL,
  estado_grupo VARCHAR(50) NULL,
  nombre_nivel VARCHAR(50) NULL,
  jornada VARCHAR(30) NULL,
  fecha_inicio DATE NULL,
  fecha_fin DATE NULL,
  etapa VARCHAR(50) NULL,
  modalidad VARCHAR(50) NULL,
  responsable VARCHAR(100) NULL,
  nombre_empresa VARCHAR(150) NULL,
  nombre_municipio VARCHAR(80) NULL,
  nombre_programa_especial VARCHAR(150) NULL,
  hora_inicio TIME NULL,
  hora_fin TIME NULL,
  id_ambiente INT UNSIGNED NULL,
  estado_grupo_plano VARCHAR(50) AS (estado_grupo) VIRTUAL,
  nombre_nivel_plano VARCHAR(50) AS (nombre_nivel) VIRTUAL,
  jornada_plano VARCHAR(30) AS (jornada) VIRTUAL,
  etapa_plano VARCHAR(50) AS (etapa) VIRTUAL,
  modalidad_plano VARCHAR(50) AS (modalidad) VIRTUAL,
  nombre_municipio_plano VARCHAR(80) AS (nombre_municipio) VIRTUAL,
  busqueda VARCHAR(115) AS (CONCAT_WS(' ', cod_ficha, responsable)) STORED,
  CHECK (fecha_inicio IS NULL OR fecha_fin IS NULL OR fecha_inicio <= fecha_fin),
  CHECK (hora_inicio IS NULL OR hora_fin IS NULL OR hora_inicio < hora_fin),
  KEY grupo_centro (cod_centro, cod_ficha),
  KEY grupo_centro_estado (cod_centro, estado_grupo_plano),
  KEY grupo_programa (cod_programa, la_version),
  KEY grupo_ambiente (id_ambiente),
  CONSTRAINT grupo_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro),
  CONSTRAINT grupo_id_ambiente_fk
    FOREIGN KEY (id_ambiente) REFERENCES ambiente_formacion (id_ambiente),
  CONSTRAINT grupo_cod_programa_fk
    FOREIGN KEY (cod_programa, la_version) REFERENCES programa_formacion (cod_programa, la_version)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS datos_grupo (
  cod_ficha INT UNSIGNED PRIMARY KEY,
  num_aprendices_masculinos INT UNSIGNED NOT NULL DEFAULT 0,
  num_aprendices_femenino INT UNSIGNED NOT NULL DEFAULT 0,
  num_aprendices_no_binario INT UNSIGNED NOT NULL DEFAULT 0,
  num_total_aprendices INT UNSIGNED NOT NULL DEFAULT 0,
  num_total_aprendices_activos INT UNSIGNED NOT NULL DEFAULT 0,
  cupo_total INT UNSIGNED NOT NULL DEFAULT 0,
  en_transito INT UNSIGNED NOT NULL DEFAULT 0,
  induccion INT UNSIGNED NOT NULL DEFAULT 0,
  formacion INT UNSIGNED NOT NULL DEFAULT 0,
  condicionado INT UNSIGNED NOT NULL DEFAULT 0,
  aplazado INT UNSIGNED NOT NULL DEFAULT 0,
  retiro_voluntario INT UNSIGNED NOT NULL DEFAULT 0,
  cancelado INT UNSIGNED NOT NULL DEFAULT 0,
  cancelamiento_vit_comp INT UNSIGNED NOT NULL DEFAULT 0,
  desercion_vit_comp INT UNSIGNED NOT NULL DEFAULT 0,
  por_certificar INT UNSIGNED NOT NULL DEFAULT 0,
  certificados INT UNSIGNED NOT NULL DEFAULT 0,
  traslados INT UNSIGNED NOT NULL DEFAULT 0,
  otro INT UNSIGNED NOT NULL DEFAULT 0,
  CONSTRAINT datos_grupo_cod_ficha_fk FOREIGN KEY (cod_ficha) REFERENCES grupo (cod_ficha)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS grupo_instructor (
  cod_ficha INT UNSIGNED NOT NULL,
  id_instructor INT UNSIGNED NOT NULL,
  PRIMARY KEY (cod_ficha, id_instructor),
  KEY grupo_instructor_instructor (id_instructor),
  CONSTRAINT grupo_instructor_cod_ficha_fk FOREIGN KEY (cod_ficha) REFERENCES grupo (cod_ficha),
  CONSTRAINT grupo_instructor_id_instructor_fk
    FOREIGN KEY (id_instructor) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS programacion (
  id_programacion INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  id_instructor INT UNSIGNED NOT NULL,
  cod_ficha INT UNSIGNED NOT NULL,
  fecha_programada DATE NOT NULL,
  horas_programadas DECIMAL(5, 2) NOT NULL CHECK (horas_programadas > 0),
  hora_inicio TIME NOT NULL,
  hora_fin TIME NOT NULL,
  cod_competencia INT UNSIGNED NOT NULL,
  cod_resultado INT UNSIGNED NOT NULL,
  id_user INT UNSIGNED NULL,
  id_ambiente INT UNSIGNED NULL,
  id_serie INT UNSIGNED NULL,
  estado VARCHAR(20) NOT NULL DEFAULT 'programada' CHECK (estado IN ('programada', 'cancelada')),
  motivo VARCHAR(200) NULL,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  creada_en DATETIME NULL,
  modificada_por INT UNSIGNED NULL,
  modificada_en DATETIME NULL,
  CHECK (hora_inicio < hora_fin),
  KEY programacion_instructor (id_instructor, fecha_programada, hora_inicio),
  KEY programacion_ficha (cod_ficha, fecha_programada, hora_inicio),
  KEY programacion_ambiente (id_ambiente, fecha_programada, hora_inicio),
  KEY programacion_fecha (fecha_programada, hora_inicio),
  KEY programacion_serie (id_serie),
  KEY programacion_competencia (cod_competencia),
  KEY programacion_resultado (cod_resultado),
  CONSTRAINT programacion_id_instructor_fk
    FOREIGN KEY (id_instructor) REFERENCES usuario (id_usuario),
  CONSTRAINT programacion_cod_ficha_fk FOREIGN KEY (cod_ficha) REFERENCES grupo (cod_ficha),
  CONSTRAINT programacion_cod_competencia_fk
    FOREIGN KEY (cod_competencia) REFERENCES competencia (cod_competencia),
  CONSTRAINT programacion_cod_resultado_fk
    FOREIGN KEY (cod_resultado) REFERENCES resultado_aprendizaje (cod_resultado),
  CONSTRAINT programacion_id_user_fk FOREIGN KEY (id_user) REFERENCES usuario (id_usuario),
  CONSTRAINT programacion_id_ambiente_fk
    FOREIGN KEY (id_ambiente) REFERENCES ambiente_formacion (id_ambiente),
  CONSTRAINT programacion_modificada_por_fk
    FOREIGN KEY (modificada_por) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS notificacion (
  id_notificacion INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  id_usuario INT UNSIGNED NOT NULL,
  mensaje VARCHAR(1000) NOT NULL,
  leida BOOLEAN NOT NULL DEFAULT FALSE,
  fecha_creacion DATETIME NOT NULL,
  KEY notificacion_usuario (id_usuario, leida, fecha_creacion),
  CONSTRAINT notificacion_id_usuario_fk FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS metas (
  id_meta INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  anio INT UNSIGNED NOT NULL,
  cod_centro INT UNSIGNED NOT NULL,
  concepto VARCHAR(100) NOT NULL,
  valor INT UNSIGNED NOT NULL,
  UNIQUE KEY metas_unica (cod_centro, anio, concepto),
  CONSTRAINT metas_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE IF NOT EXISTS festivos (
  festivo DATE PRIMARY KEY,
  nombre VARCHAR(200) NULL,
  origen VARCHAR(10) NOT NULL DEFAULT 'ley' CHECK (origen IN ('ley', 'centro'))
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

INSERT IGNORE INTO regional (cod_regional, nombre) VALUES (66, 'REGIONAL RISARALDA');

INSERT IGNORE INTO centro_formacion (cod_centro, nombre_centro, cod_regional)
VALUES (9121, 'CENTRO ATENCION SECTOR AGROPECUARIO', 66);
