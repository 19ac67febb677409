-- Corrections by value, which lie over the file until its next check: few of each import, deleted with its rows.
create table rollcall.import_replacements (
  import_no integer not null references rollcall.imports (no) on delete cascade,
  -- From 1; the latest is the last.
  position integer not null,
  column_name text not null,
  from_text text not null,
  to_text text not null,
  primary key (import_no, position)
);

-- They stood among the corrections of cells, under numbers below those of the rows.
insert into rollcall.import_replacements (import_no, position, column_name, from_text, to_text)
  select import_no, -row_no, column_name, former, value from rollcall.import_fixes where row_no < 0;
delete from rollcall.import_fixes where row_no < 0;
alter table rollcall.import_fixes add check (row_no >= 0);
