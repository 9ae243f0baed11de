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
  `CREATE TABLE named_key (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     hash BLOB NOT NULL,
     scopes TEXT NOT NULL,
     toolsets TEXT,
     created TEXT NOT NULL,
     expires TEXT,
     last_used TEXT,
     revoked TEXT
   ) STRICT;
   CREATE UNIQUE INDEX named_key_in_use ON named_key (name) WHERE revoked IS NULL`,
  // What the OAuth server keeps: `expires` in seconds, null = does not expire by itself.
  `CREATE TABLE oauth_artifact (
     kind TEXT NOT NULL,
     id TEXT NOT NULL,
     grant_id TEXT,
     uid TEXT,
     payload TEXT NOT NULL,
     consumed INTEGER,
     expires INTEGER,
     PRIMARY KEY (kind, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX oauth_artifact_grant ON oauth_artifact (grant_id) WHERE grant_id IS NOT NULL;
   CREATE INDEX oauth_artifact_expires ON oauth_artifact (expires);
   CREATE TABLE oauth_grant (
     id TEXT PRIMARY KEY,
     client_id TEXT NOT NULL,
     client_name TEXT NOT NULL,
     redirect TEXT NOT NULL,
     scopes TEXT NOT NULL,
     created TEXT NOT NULL,
     last_used TEXT
   ) STRICT`,
];
