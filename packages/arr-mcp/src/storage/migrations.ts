/** Each entry brings the schema one version forward. Only ever append. */
export const migrations: readonly string[] = [
  `CREATE TABLE audit (
     id INTEGER PRIMARY KEY,
     at TEXT NOT NULL,
     caller TEXT NOT NULL,
     tool TEXT NOT NULL,
     arguments TEXT NOT NULL,
     outcome TEXT NOT NULL,
     detail TEXT
   ) STRICT;
   CREATE TABLE job (
     id TEXT PRIMARY KEY,
     tool TEXT NOT NULL,
     owner TEXT NOT NULL,
     state TEXT NOT NULL,
     started TEXT NOT NULL,
     ended TEXT,
     result TEXT,
     error TEXT
   ) STRICT`,
];
