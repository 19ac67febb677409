-- When the first request with the key began. It stays when the process dies and another one takes the key over.
alter table rollcall.idempotency_keys add column started_at timestamptz not null default now();
