-- Forms begun and not sent yet, as typed; each is its writer's own.
create table register.draft (
    id bigint generated always as identity primary key,
    account text not null,
    register text not null,
    -- the record it changes; null for a new one
    code text,
    typed jsonb not null check (jsonb_typeof(typed) = 'object'),
    updated timestamptz not null default now()
);
create index draft_own on register.draft (account, register, updated desc);
