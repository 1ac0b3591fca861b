-- Who ended what; keys that machines change into short-lived tokens (OAuth 2 client credentials).
alter table access.assignment add column ended_by text;
alter table access.delegation add column made_by text not null default 'system';
alter table access.delegation add column made_at timestamptz not null default now();
alter table access.delegation add column ended_by text;
create index delegation_delegator on access.delegation (delegator);

create table access.client (
    id bigint generated always as identity primary key,
    account bigint not null references access.account (id),
    -- SHA-256 of the secret
    hash bytea not null,
    name text not null,
    purpose text not null,
    -- null lists mean all that the account itself may
    registers text[],
    steps text[],
    figures text[],
    writes boolean not null,
    personal boolean not null,
    per_minute int not null check (per_minute > 0),
    made_by text not null,
    made_at timestamptz not null default now(),
    valid_until timestamptz not null,
    revoked_at timestamptz,
    revoked_by text,
    last_used_at timestamptz
);
create index client_account on access.client (account);

alter table access.token add column revoked_by text;
-- the client secret a token was drawn with; gone with it
alter table access.token add column client bigint references access.client (id);
create index token_client on access.token (client) where client is not null;
