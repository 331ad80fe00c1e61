-- The columns called *_plano and busqueda hold the text in lower case and without accents, which is
-- how MySQL's collation compares: the function plano() comes from the API.

CREATE TABLE IF NOT EXISTS rol (
  id_rol INTEGER PRIMARY KEY,
  nombre VARCHAR(20) NOT NULL UNIQUE
);

INSERT OR IGNORE INTO rol (id_rol, nombre)
VALUES (1, 'superadmin'), (2, 'admin'), (3, 'instructor');

CREATE TABLE IF NOT EXISTS regional (
  cod_regional INTEGER PRIMARY KEY,
  nombre       VARCHAR(80) NOT NULL
);

CREATE TABLE IF NOT EXISTS centro_formacion (
  cod_centro    INTEGER PRIMARY KEY,
  nombre_centro VARCHAR(80) NOT NULL,
  cod_regional  INTEGER NOT NULL REFERENCES regional (cod_regional)
);
CREATE INDEX IF NOT EXISTS centro_formacion_regional ON centro_formacion (cod_regional);

CREATE TABLE IF NOT EXISTS usuario (
  id_usuario          INTEGER PRIMARY KEY AUTOINCREMENT,
  nombre_completo     VARCHAR(80) NOT NULL,
  identificacion      VARCHAR(12) NOT NULL,
  id_rol              INTEGER NOT NULL REFERENCES rol (id_rol),
  correo              VARCHAR(100) NOT NULL,
  pass_hash           VARCHAR(100) NOT NULL,
  tipo_contrato       VARCHAR(50) NOT NULL,
  telefono            VARCHAR(15) NOT NULL,
  estado              BOOLEAN NOT NULL DEFAULT 1 CHECK (estado IN (0, 1)),
  cod_centro          INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  password_changed_at DATETIME NULL,
  version_sesion      INTEGER NOT NULL DEFAULT 0,
  correo_plano        VARCHAR(100) AS (plano(correo)) STORED,
  busqueda            VARCHAR(200)
    AS (plano(nombre_completo || ' ' || correo || ' ' || identificacion)) STORED
);
CREATE UNIQUE INDEX IF NOT EXISTS usuario_correo ON usuario (correo_plano);
CREATE UNIQUE INDEX IF NOT EXISTS usuario_identificacion ON usuario (identificacion);
CREATE INDEX IF NOT EXISTS usuario_centro ON usuario (cod_centro, id_rol, nombre_completo);
CREATE INDEX IF NOT EXISTS usuario_rol ON usuario (id_rol, estado, nombre_completo);
CREATE INDEX IF NOT EXISTS usuario_nombre ON usuario (nombre_completo, id_usuario);

CREATE TABLE IF NOT EXISTS ambiente_formacion (
  id_ambiente        INTEGER PRIMARY KEY AUTOINCREMENT,
  nombre_ambiente    VARCHAR(40) NOT NULL,
  num_max_aprendices INTEGER NOT NULL CHECK (num_max_aprendices >= 0),
  municipio          VARCHAR(40) NOT NULL,
  ubicacion          VARCHAR(80) NOT NULL,
  cod_centro         INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  estado             BOOLEAN NOT NULL DEFAULT 1 CHECK (estado IN (0, 1)),
  busqueda           VARCHAR(170)
    AS (plano(nombre_ambiente || ' ' || municipio || ' ' || ubicacion)) STORED
);
CREATE INDEX IF NOT EXISTS ambiente_formacion_centro
  ON ambiente_formacion (cod_centro, nombre_ambiente);

CREATE TABLE IF NOT EXISTS programa_formacion (
  cod_programa      INTEGER NOT NULL,
  la_version        INTEGER NOT NULL,
  nombre            VARCHAR(255) NOT NULL,
  horas_lectivas    INTEGER NOT NULL DEFAULT 0 CHECK (horas_lectivas >= 0),
  horas_productivas INTEGER NOT NULL DEFAULT 0 CHECK (horas_productivas >= 0),
  busqueda          VARCHAR(270) AS (plano(cod_programa || ' ' || nombre)) STORED,
  PRIMARY KEY (cod_programa, la_version)
);

CREATE TABLE IF NOT EXISTS competencia (
  cod_competencia INTEGER PRIMARY KEY,
  nombre          VARCHAR(500) NOT NULL,
  horas           INTEGER NULL DEFAULT 0 CHECK (horas >= 0),
  busqueda        VARCHAR(515) AS (plano(cod_competencia || ' ' || nombre)) STORED
);

CREATE TABLE IF NOT EXISTS resultado_aprendizaje (
  cod_resultado   INTEGER PRIMARY KEY,
  nombre          VARCHAR(500) NOT NULL,
  cod_competencia INTEGER NOT NULL REFERENCES competencia (cod_competencia)
);
CREATE INDEX IF NOT EXISTS resultado_aprendizaje_competencia
  ON resultado_aprendizaje (cod_competencia);

CREATE TABLE IF NOT EXISTS programa_competencia (
  cod_prog_competencia INTEGER PRIMARY KEY AUTOINCREMENT,
  cod_programa         INTEGER NOT NULL,
  la_version           INTEGER NOT NULL,
  cod_competencia      INTEGER NOT NULL REFERENCES competencia (cod_competencia),
  FOREIGN KEY (cod_programa, la_version) REFERENCES programa_formacion (cod_programa, la_version)
);
CREATE UNIQUE INDEX IF NOT EXISTS programa_competencia_unica
  ON programa_competencia (cod_programa, la_version, cod_competencia);
CREATE INDEX IF NOT EXISTS programa_competencia_competencia
  ON programa_competencia (cod_competencia);

CREATE TABLE IF NOT EXISTS grupo (
  cod_ficha                INTEGER PRIMARY KEY,
  cod_centro               INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  cod_programa             INTEGER NOT NULL,
  la_version               INTEGER NOT NULL,
  estado_grupo             VARCHAR(50) NULL,
  nombre_nivel             VARCHAR(50) NULL,
  jornada                  VARCHAR(30) NULL,
  fecha_inicio             DATE NULL,
  fecha_fin                DATE NULL,
  etapa                    VARCHAR(50) NULL,
  modalidad                VARCHAR(50) NULL,
  responsable              VARCHAR(100) NULL,
  nombre_empresa           VARCHAR(150) NULL,
  nombre_municipio         VARCHAR(80) NULL,
  nombre_programa_especial VARCHAR(150) NULL,
  hora_inicio              TIME NULL,
  hora_fin                 TIME NULL,
  id_ambiente              INTEGER NULL REFERENCES ambiente_formacion (id_ambiente),
  estado_grupo_plano       VARCHAR(50) AS (plano(estado_grupo)) STORED,
  nombre_nivel_plano       VARCHAR(50) AS (plano(nombre_nivel)) STORED,
  jornada_plano            VARCHAR(30) AS (plano(jornada)) STORED,
  etapa_plano              VARCHAR(50) AS (plano(etapa)) STORED,
  modalidad_plano          VARCHAR(50) AS (plano(modalidad)) STORED,
  nombre_municipio_plano   VARCHAR(80) AS (plano(nombre_municipio)) STORED,
  busqueda                 VARCHAR(115)
    AS (plano(cod_ficha || ' ' || COALESCE(responsable, ''))) STORED,
  FOREIGN KEY (cod_programa, la_version) REFERENCES programa_formacion (cod_programa, la_version),
  CHECK (fecha_inicio IS NULL OR fecha_fin IS NULL OR fecha_inicio <= fecha_fin),
  CHECK (hora_inicio IS NULL OR hora_fin IS NULL OR hora_inicio < hora_fin)
);
CREATE INDEX IF NOT EXISTS grupo_centro ON grupo (cod_centro, cod_ficha);
CREATE INDEX IF NOT EXISTS grupo_centro_estado ON grupo (cod_centro, estado_grupo_plano);
CREATE INDEX IF NOT EXISTS grupo_programa ON grupo (cod_programa, la_version);
CREATE INDEX IF NOT EXISTS grupo_ambiente ON grupo (id_ambiente);

CREATE TABLE IF NOT EXISTS datos_grupo (
  cod_ficha                    INTEGER PRIMARY KEY REFERENCES grupo (cod_ficha),
  num_aprendices_masculinos    INTEGER NOT NULL DEFAULT 0,
  num_aprendices_femenino      INTEGER NOT NULL DEFAULT 0,
  num_aprendices_no_binario    INTEGER NOT NULL DEFAULT 0,
  num_total_aprendices         INTEGER NOT NULL DEFAULT 0,
  num_total_aprendices_activos INTEGER NOT NULL DEFAULT 0,
  cupo_total                   INTEGER NOT NULL DEFAULT 0,
  en_transito                  INTEGER NOT NULL DEFAULT 0,
  induccion                    INTEGER NOT NULL DEFAULT 0,
  formacion                    INTEGER NOT NULL DEFAULT 0,
  condicionado                 INTEGER NOT NULL DEFAULT 0,
  aplazado                     INTEGER NOT NULL DEFAULT 0,
  retiro_voluntario            INTEGER NOT NULL DEFAULT 0,
  cancelado                    INTEGER NOT NULL DEFAULT 0,
  cancelamiento_vit_comp       INTEGER NOT NULL DEFAULT 0,
  desercion_vit_comp           INTEGER NOT NULL DEFAULT 0,
  por_certificar               INTEGER NOT NULL DEFAULT 0,
  certificados                 INTEGER NOT NULL DEFAULT 0,
  traslados                    INTEGER NOT NULL DEFAULT 0,
  otro                         INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS grupo_instructor (
  cod_ficha     INTEGER NOT NULL REFERENCES grupo (cod_ficha),
  id_instructor INTEGER NOT NULL REFERENCES usuario (id_usuario),
  PRIMARY KEY (cod_ficha, id_instructor)
);
CREATE INDEX IF NOT EXISTS grupo_instructor_instructor ON grupo_instructor (id_instructor);

CREATE TABLE IF NOT EXISTS programacion (
  id_programacion  INTEGER PRIMARY KEY AUTOINCREMENT,
  id_instructor    INTEGER NOT NULL REFERENCES usuario (id_usuario),
  cod_ficha        INTEGER NOT NULL REFERENCES grupo (cod_ficha),
  fecha_programada DATE NOT NULL,
  horas_programadas DECIMAL(5, 2) NOT NULL CHECK (horas_programadas > 0),
  hora_inicio      TIME NOT NULL,
  hora_fin         TIME NOT NULL,
  cod_competencia  INTEGER NOT NULL REFERENCES competencia (cod_competencia),
  cod_resultado    INTEGER NOT NULL REFERENCES resultado_aprendizaje (cod_resultado),
  id_user          INTEGER NULL REFERENCES usuario (id_usuario),
  id_ambiente      INTEGER NULL REFERENCES ambiente_formacion (id_ambiente),
  id_serie         INTEGER NULL,
  estado           VARCHAR(20) NOT NULL DEFAULT 'programada'
    CHECK (estado IN ('programada', 'cancelada')),
  motivo           VARCHAR(200) NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  creada_en        DATETIME NULL,
  modificada_por   INTEGER NULL REFERENCES usuario (id_usuario),
  modificada_en    DATETIME NULL,
  CHECK (hora_inicio < hora_fin)
);
CREATE INDEX IF NOT EXISTS programacion_instructor
  ON programacion (id_instructor, fecha_programada, hora_inicio);
CREATE INDEX IF NOT EXISTS programacion_ficha
  ON programacion (cod_ficha, fecha_programada, hora_inicio);
CREATE INDEX IF NOT EXISTS programacion_ambiente
  ON programacion (id_ambiente, fecha_programada, hora_inicio);
CREATE INDEX IF NOT EXISTS programacion_fecha ON programacion (fecha_programada, hora_inicio);
CREATE INDEX IF NOT EXISTS programacion_serie ON programacion (id_serie);
CREATE INDEX IF NOT EXISTS programacion_competencia ON programacion (cod_competencia);
CREATE INDEX IF NOT EXISTS programacion_resultado ON programacion (cod_resultado);

CREATE TABLE IF NOT EXISTS notificacion (
  id_notificacion INTEGER PRIMARY KEY AUTOINCREMENT,
  id_usuario      INTEGER NOT NULL REFERENCES usuario (id_usuario),
  mensaje         VARCHAR(1000) NOT NULL,
  leida           BOOLEAN NOT NULL DEFAULT 0 CHECK (leida IN (0, 1)),
  fecha_creacion  DATETIME NOT NULL
);
CREATE INDEX IF NOT EXISTS notificacion_usuario
  ON notificacion (id_usuario, leida, fecha_creacion);

CREATE TABLE IF NOT EXISTS metas (
  id_meta    INTEGER PRIMARY KEY AUTOINCREMENT,
  anio       INTEGER NOT NULL,
  cod_centro INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  concepto   VARCHAR(100) NOT NULL,
  valor      INTEGER NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS metas_unica ON metas (cod_centro, anio, concepto);

CREATE TABLE IF NOT EXISTS festivos (
  festivo DATE PRIMARY KEY,
  nombre  VARCHAR(200) NULL,
  origen  VARCHAR(10) NOT NULL DEFAULT 'ley' CHECK (origen IN ('ley', 'centro'))
);

INSERT OR IGNORE INTO regional (cod_regional, nombre) VALUES (66, 'REGIONAL RISARALDA');

INSERT OR IGNORE INTO centro_formacion (cod_centro, nombre_centro, cod_regional)
VALUES (9121, 'CENTRO ATENCION SECTOR AGROPECUARIO', 66);
