import { plain } from "@/db/text.ts";

const NOMBRES = [
  "Luz Marina",
  "Jorge Iván",
  "Paola Andrea",
  "Carlos Alberto",
  "Diana Carolina",
  "Hernán Darío",
  "Claudia Patricia",
  "Andrés Felipe",
  "Gloria Inés",
  "Juan Sebastián",
  "Sandra Milena",
  "Óscar Eduardo",
  "Natalia",
  "Wilson",
  "María Fernanda",
  "Julián David",
  "Beatriz Elena",
  "Gustavo Adolfo",
  "Yuliana",
  "Mauricio",
  "Adriana Lucía",
  "Fabián Alonso",
  "Leidy Johana",
  "Rubén Darío",
  "Ángela María",
];

const APELLIDOS = [
  "Ospina Giraldo",
  "Marín Cardona",
  "Betancur Ríos",
  "Grajales Toro",
  "Montoya Valencia",
  "Arias Quintero",
  "Londoño Patiño",
  "Zapata Henao",
  "Muñoz Castaño",
  "Vélez Aristizábal",
  "Hincapié Loaiza",
  "Salazar Duque",
  "Peláez Ramírez",
];

const DOMINIO = "demo.gestionformacion.tech";

/** The admin of the demonstration's centre. */
export const COORDINADORA = {
  nombre_completo: "Marta Lucía Echeverri Gómez",
  identificacion: "42100200",
  id_rol: 2,
  correo: `coordinacion@${DOMINIO}`,
  tipo_contrato: "PLANTA",
  telefono: "6063110101",
  estado: true,
  cod_centro: 9121,
};

/** 25 instructors: one in four is planta, and the last one no longer works there. */
export const INSTRUCTORES = NOMBRES.map((nombre, i) => {
  const apellidos = APELLIDOS[(i * 5) % APELLIDOS.length] ?? "";
  return {
    nombre_completo: `${nombre} ${apellidos}`,
    identificacion: String(10_010_300 + i * 7919),
    id_rol: 3,
    correo: `${handleOf(nombre)}.${handleOf(apellidos)}@${DOMINIO}`,
    tipo_contrato: i % 4 === 0 ? "PLANTA" : "CONTRATISTA",
    telefono: `31${String(40_215_300 + i * 104_729).padStart(8, "0")}`,
    estado: i < NOMBRES.length - 1,
    cod_centro: 9121,
  };
});

function handleOf(words: string): string {
  return plain(words).split(" ")[0] ?? "";
}
