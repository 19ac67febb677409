-- Sessions of the console that were ended before their time: their cookies are signed and would count to their last day.
create table rollcall.ended_sessions (
  -- Empty: every session that was opened until then.
  id text primary key,
  ended_at timestamptz not null,
  -- Its cookie counts no longer than this, so the row is not needed after it.
  expires_at timestamptz not null
);
