create table rollcall.credentials (
  id text primary key,
  label text,
  store_hash text not null,
  api_url text not null,
  -- Which key opens the token, so that a wrong secret is told from a tampered row.
  key_id text not null,
  -- AES-256-GCM: nonce, tag, ciphertext.
  token bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
