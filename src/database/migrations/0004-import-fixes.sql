alter table rollcall.imports
  -- Raised with every correction of a cell; a check notes the number that it applied.
  add column fixes_no integer not null default 0,
  add column fixes_checked integer not null default 0;

-- Corrections of single cells, which lie over the file until its next check. Partitioned as the rows are: it is personal data.
create table rollcall.import_fixes (
  import_no integer not null,
  row_no integer not null,
  line integer not null,
  column_name text not null,
  value text not null,
  -- What the file has there: the text of a cell, the JSON of a value; null where an object has no such key.
  former text,
  primary key (import_no, row_no, column_name)
) partition by list (import_no);

-- How runs went, for a chart. `slot` counts each 2 s of the time that an import ran.
create table rollcall.import_samples (
  import_no integer not null references rollcall.imports (no) on delete cascade,
  slot integer not null,
  at timestamptz not null default clock_timestamp(),
  run_ms bigint not null,
  settled integer not null,
  available integer,
  quota integer,
  primary key (import_no, slot)
);

-- Imports that were checked before there were corrections.
do $$
declare
  part record;
begin
  for part in
    select substring(c.relname from 'import_rows_(\d+)$') as no
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'rollcall.import_rows'::regclass
  loop
    execute format('create table rollcall.import_fixes_%s partition of rollcall.import_fixes for values in (%s)', part.no, part.no);
  end loop;
end $$;
