-- Who drives a store now. Whoever takes a store over raises its epoch; what carries an older one can write nothing any more.
create table rollcall.import_stores (
  store_key text primary key,
  epoch bigint not null default 0,
  worker text,
  taken_at timestamptz
);

create table rollcall.imports (
  no integer generated always as identity unique,
  id text primary key,
  file text not null,
  credentials_id text not null,
  -- api_url + store_hash: what identifies a store.
  store_key text not null,
  store_hash text not null,
  store_name text,
  state text not null default 'checking'
    check (state in ('checking', 'ready', 'queued', 'running', 'paused', 'completed', 'cancelled')),
  -- What the user asked of a running import; the worker that drives it obeys.
  wanted text check (wanted in ('pause', 'cancel')),
  reason jsonb,
  options jsonb not null default '{}',
  source jsonb,
  proposal jsonb,
  -- What the check found.
  check_result jsonb,
  rows integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  skipped integer not null default 0,
  rejected integer not null default 0,
  failed integer not null default 0,
  warnings integer not null default 0,
  requests bigint not null default 0,
  run_ms bigint not null default 0,
  -- A pilot: only so many rows get a fate.
  row_limit integer,
  -- Every row with an earlier intent has its outcome.
  first_open_intent bigint not null default 0,
  -- Quota, pace and waits, as the worker last saw them.
  live jsonb,
  keep_days integer not null default 30,
  created_at timestamptz not null default now(),
  queued_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  purged_at timestamptz
);

create index imports_created_at on rollcall.imports (created_at desc);
create index imports_unfinished on rollcall.imports (store_key, queued_at) where state in ('queued', 'running');

-- The data of one import is a partition of each of these: dropping it is deleting its personal data.

create table rollcall.import_rows (
  import_no integer not null,
  row_no integer not null,
  line integer not null,
  -- The record as it stands in the file, as UTF-8, cells with secrets blanked.
  raw bytea not null,
  -- JSON of what is sent; null where the check rejected the row, and where it only adds to an earlier one.
  input text,
  email text,
  -- Email folded to lower case + channels, where that is more than the email.
  key text,
  source_id text,
  -- The row whose customer this one only adds an address to.
  continues integer,
  -- JSON list of what the check found.
  problems text,
  -- A password to be set, encrypted; erased with the row's fate.
  secret bytea
) partition by list (import_no);

-- Rows with an email that an earlier row has. `rank` counts from 1.
create table rollcall.import_duplicates (
  import_no integer not null,
  row_no integer not null,
  first_row integer not null,
  rank integer not null
) partition by list (import_no);

create table rollcall.import_intents (
  import_no integer not null,
  intent_no bigint generated always as identity,
  epoch bigint not null,
  kind text not null,
  row_nos integer[] not null,
  highest_id bigint,
  -- JSON by row: customer_id and each field with its previous value.
  changes text,
  at timestamptz not null default clock_timestamp()
) partition by list (import_no);

-- Append-only. A row that is tried again gets a further outcome, and its former one is superseded.
create table rollcall.import_outcomes (
  import_no integer not null,
  row_no integer not null,
  epoch bigint not null,
  fate text not null,
  customer_id bigint,
  error_code text,
  error text,
  warnings text,
  changes text,
  parts text,
  duplicate_of integer,
  superseded boolean not null default false,
  at timestamptz not null default clock_timestamp()
) partition by list (import_no);
