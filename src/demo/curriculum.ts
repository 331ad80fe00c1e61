/** Invented programmes of a centre of the farming sector, with their competencias and RA. */
export type ProgramaDemo = {
  cod_programa: number;
  la_version: number;
  nombre: string;
  nivel: "TECNÓLOGO" | "TÉCNICO" | "OPERARIO";
  horas_lectivas: number;
  horas_productivas: number;
  competencias: number[];
};

export type CompetenciaDemo = {
  cod_competencia: number;
  nombre: string;
  horas: number;
  resultados: string[];
};

/** Those that every programme has. */
const COMUNES = [240101, 240102, 240103];

export const PROGRAMAS: ProgramaDemo[] = [
  {
    cod_programa: 628118,
    la_version: 2,
    nombre: "ANÁLISIS Y DESARROLLO DE SOFTWARE PARA EL AGRO",
    nivel: "TECNÓLOGO",
    horas_lectivas: 3120,
    horas_productivas: 864,
    competencias: [220101, 220102, 220103, ...COMUNES],
  },
  {
    cod_programa: 623401,
    la_version: 1,
    nombre: "PRODUCCIÓN AGROPECUARIA ECOLÓGICA",
    nivel: "TECNÓLOGO",
    horas_lectivas: 3120,
    horas_productivas: 864,
    competencias: [270401, 270402, 270403, ...COMUNES],
  },
  {
    cod_programa: 621305,
    la_version: 1,
    nombre: "GESTIÓN DE EMPRESAS AGROPECUARIAS",
    nivel: "TECNÓLOGO",
    horas_lectivas: 3120,
    horas_productivas: 864,
    competencias: [210601, 210602, 270403, ...COMUNES],
  },
  {
    cod_programa: 733201,
    la_version: 3,
    nombre: "CULTIVO DE CAFÉS ESPECIALES",
    nivel: "TÉCNICO",
    horas_lectivas: 1344,
    horas_productivas: 864,
    competencias: [270401, 270501, ...COMUNES],
  },
  {
    cod_programa: 733150,
    la_version: 1,
    nombre: "SISTEMAS TELEINFORMÁTICOS",
    nivel: "TÉCNICO",
    horas_lectivas: 1344,
    horas_productivas: 864,
    competencias: [220101, 220201, ...COMUNES],
  },
  {
    cod_programa: 832108,
    la_version: 1,
    nombre: "PROCESOS DE PANADERÍA",
    nivel: "OPERARIO",
    horas_lectivas: 440,
    horas_productivas: 440,
    competencias: [290801, ...COMUNES],
  },
];

export const COMPETENCIAS: CompetenciaDemo[] = [
  {
    cod_competencia: 220101,
    nombre: "ESTABLECER REQUISITOS DE LA SOLUCIÓN INFORMÁTICA SEGÚN TÉCNICAS Y NORMAS",
    horas: 240,
    resultados: [
      "CARACTERIZAR LOS PROCESOS DE LA ORGANIZACIÓN",
      "RECOLECTAR INFORMACIÓN DEL SOFTWARE A CONSTRUIR",
      "VALIDAR EL INFORME DE REQUISITOS CON EL CLIENTE",
    ],
  },
  {
    cod_competencia: 220102,
    nombre: "CONSTRUIR LA SOLUCIÓN DE SOFTWARE DE ACUERDO CON EL DISEÑO",
    horas: 480,
    resultados: [
      "CODIFICAR LOS MÓDULOS DEL SOFTWARE",
      "CONSTRUIR LA BASE DE DATOS A PARTIR DEL MODELO",
      "REALIZAR PRUEBAS DE LOS COMPONENTES",
      "DOCUMENTAR EL PROCESO DE CONSTRUCCIÓN",
    ],
  },
  {
    cod_competencia: 220103,
    nombre: "IMPLANTAR LA SOLUCIÓN DE SOFTWARE CON LAS UNIDADES PRODUCTIVAS",
    horas: 192,
    resultados: ["CONFIGURAR LA PLATAFORMA DE SERVICIO", "CAPACITAR A LOS USUARIOS FINALES"],
  },
  {
    cod_competencia: 220201,
    nombre: "MANTENER EQUIPOS DE CÓMPUTO Y REDES DE DATOS",
    horas: 336,
    resultados: [
      "DIAGNOSTICAR FALLAS DE LOS EQUIPOS",
      "EJECUTAR EL MANTENIMIENTO PREVENTIVO",
      "INSTALAR REDES DE ÁREA LOCAL",
    ],
  },
  {
    cod_competencia: 270401,
    nombre: "ESTABLECER CULTIVOS SEGÚN CONDICIONES AGROECOLÓGICAS",
    horas: 384,
    resultados: [
      "PREPARAR EL TERRENO CON LABRANZA MÍNIMA",
      "PROPAGAR EL MATERIAL VEGETAL",
      "SEMBRAR DE ACUERDO CON EL PLAN DE PRODUCCIÓN",
    ],
  },
  {
    cod_competencia: 270402,
    nombre: "MANEJAR ESPECIES PECUARIAS CON CRITERIOS DE BIENESTAR ANIMAL",
    horas: 288,
    resultados: ["ALIMENTAR LAS ESPECIES SEGÚN SU ETAPA", "APLICAR EL PLAN SANITARIO"],
  },
  {
    cod_competencia: 270403,
    nombre: "ADMINISTRAR LA UNIDAD PRODUCTIVA CON ENFOQUE SOSTENIBLE",
    horas: 192,
    resultados: ["CALCULAR LOS COSTOS DE PRODUCCIÓN", "FORMULAR EL PLAN DE MANEJO AMBIENTAL"],
  },
  {
    cod_competencia: 270501,
    nombre: "BENEFICIAR EL CAFÉ SEGÚN PROTOCOLOS DE CALIDAD",
    horas: 288,
    resultados: [
      "COSECHAR CON EL GRADO DE MADUREZ DEFINIDO",
      "CONTROLAR LA FERMENTACIÓN Y EL SECADO",
      "EVALUAR LA TAZA DEL LOTE",
    ],
  },
  {
    cod_competencia: 210601,
    nombre: "PROYECTAR EL MERCADO DE LOS PRODUCTOS AGROPECUARIOS",
    horas: 240,
    resultados: ["INVESTIGAR LA DEMANDA REGIONAL", "ESTABLECER CANALES DE COMERCIALIZACIÓN"],
  },
  {
    cod_competencia: 210602,
    nombre: "GESTIONAR EL TALENTO HUMANO DE LA EMPRESA RURAL",
    horas: 144,
    resultados: ["DEFINIR PERFILES DE LOS CARGOS", "LIQUIDAR LA NÓMINA CONFORME A LA NORMA"],
  },
  {
    cod_competencia: 290801,
    nombre: "ELABORAR PRODUCTOS DE PANADERÍA SEGÚN ESTÁNDARES",
    horas: 288,
    resultados: [
      "DOSIFICAR LAS MATERIAS PRIMAS",
      "AMASAR Y MOLDEAR LAS PIEZAS",
      "HORNEAR CON CONTROL DE TIEMPO Y TEMPERATURA",
    ],
  },
  {
    cod_competencia: 240101,
    nombre: "INTERACTUAR EN LENGUA INGLESA DE FORMA ORAL Y ESCRITA",
    horas: 180,
    resultados: ["COMPRENDER TEXTOS TÉCNICOS EN INGLÉS", "PRESENTAR SU TRABAJO EN INGLÉS"],
  },
  {
    cod_competencia: 240102,
    nombre: "PROMOVER LA INTERACCIÓN IDÓNEA CONSIGO MISMO Y CON LOS DEMÁS",
    horas: 48,
    resultados: ["ASUMIR LOS DEBERES Y DERECHOS DE LA CONVIVENCIA"],
  },
  {
    cod_competencia: 240103,
    nombre: "APLICAR PRÁCTICAS DE SEGURIDAD Y SALUD EN EL TRABAJO",
    horas: 48,
    resultados: ["IDENTIFICAR LOS PELIGROS DEL PUESTO", "ACTUAR CONFORME AL PLAN DE EMERGENCIA"],
  },
];

/** The invented code of a RA: its competencia and its place in it. */
export function codeOfResultado(cod_competencia: number, index: number): number {
  return cod_competencia * 10 + index + 1;
}
