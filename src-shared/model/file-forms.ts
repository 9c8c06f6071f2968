/** How a file can be written, as `--format` and the window name it. */
export const FILE_FORMS = [
  'json',
  'jsonl',
  'csv',
  'postgresql-csv',
  'auditd',
  'journal-export',
  'text',
  'sqlite',
] as const;
export type FileForm = (typeof FILE_FORMS)[number];

/** What people call them. */
export const FILE_FORM_TITLES: Readonly<Record<FileForm, string>> = {
  json: 'JSON document',
  jsonl: 'JSON Lines',
  csv: 'CSV',
  'postgresql-csv': 'PostgreSQL csvlog',
  auditd: 'Linux audit log',
  'journal-export': 'systemd journal export',
  text: 'Text log',
  sqlite: 'SQLite table',
};
