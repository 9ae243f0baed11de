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
  `CREATE TABLE change (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     target TEXT NOT NULL,
     path TEXT NOT NULL,
     action TEXT NOT NULL,
     at TEXT NOT NULL,
     caller TEXT NOT NULL,
     tool TEXT NOT NULL,
     reason TEXT,
     kept BLOB,
     kept_sha256 TEXT,
     mode INTEGER,
     uid INTEGER,
     gid INTEGER,
     written_sha256 TEXT,
     backup TEXT,
     state TEXT NOT NULL,
     reverts TEXT
   ) STRICT`,
];
