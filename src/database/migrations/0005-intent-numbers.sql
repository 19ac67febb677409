-- Before Postgres 17 a partition does not inherit the identity of a column, but a default it does.
create sequence rollcall.import_intent_numbers;
select setval('rollcall.import_intent_numbers', coalesce(max(intent_no), 0) + 1, false) from rollcall.import_intents;
alter table rollcall.import_intents alter column intent_no drop identity;
alter table rollcall.import_intents alter column intent_no set default nextval('rollcall.import_intent_numbers');
alter sequence rollcall.import_intent_numbers owned by rollcall.import_intents.intent_no;
