CREATE TABLE programmes (code text PRIMARY KEY, title text NOT NULL, parent text REFERENCES programmes);
CREATE TABLE households (
  id uuid PRIMARY KEY, number text NOT NULL, division integer NOT NULL, size integer NOT NULL,
  township text, village text, categories text[] NOT NULL
);
CREATE INDEX ON households (division DESC, id);
CREATE TABLE persons (
  id uuid PRIMARY KEY, household_id uuid NOT NULL REFERENCES households, name text NOT NULL, sex text NOT NULL,
  birth_date date, phone text, masked text NOT NULL, vault_id uuid
);
CREATE TABLE records (
  id uuid PRIMARY KEY, household_id uuid NOT NULL REFERENCES households, department text NOT NULL,
  month text NOT NULL, programme text REFERENCES programmes, amount bigint
);
CREATE TABLE housing_records (id uuid PRIMARY KEY REFERENCES records, rooms integer NOT NULL, note text);
CREATE TABLE education_records (id uuid PRIMARY KEY REFERENCES records, school text NOT NULL, pupil uuid REFERENCES persons);
CREATE TABLE links (
  id uuid PRIMARY KEY, household_id uuid NOT NULL REFERENCES households, kind text NOT NULL,
  happened_on date NOT NULL, recorded_at timestamptz NOT NULL, record_id uuid REFERENCES records
);
CREATE TABLE access_log (
  id bigint GENERATED ALWAYS AS IDENTITY, client text NOT NULL, document_hash bytea NOT NULL, operation text,
  attributes text[] NOT NULL, roots uuid[] NOT NULL
);
