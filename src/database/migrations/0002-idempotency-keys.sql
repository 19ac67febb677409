-- The answers that HTTP gives again to a request with the same Idempotency-Key.
create table rollcall.idempotency_keys (
  key text not null,
  -- Method and path: one key used on two routes is two keys.
  route text not null,
  body_hash text not null,
  state text not null default 'in_flight' check (state in ('in_flight', 'done')),
  status integer,
  headers jsonb,
  body jsonb,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  primary key (route, key),
  check (state = 'in_flight' or status is not null)
);

create index idempotency_keys_created_at on rollcall.idempotency_keys (created_at);
