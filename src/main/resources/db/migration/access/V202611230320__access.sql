-- People and machines that may come in, what they may do over which units and fields, and from when until when.
create schema access;

create table access.account (
    id bigint generated always as identity primary key,
    name text not null unique check (name ~ '^[a-z0-9][a-z0-9._@-]{0,79}$'),
    full_name text not null check (full_name <> ''),
    email text,
    kind text not null check (kind in ('person', 'machine')),
    -- the unit where the person works; rights come from assignments, never from it
    unit int references unit.unit (id),
    -- made with the demonstration data and good for nothing else
    demonstration boolean not null default false,
    -- Argon2id; null when the account is entered by link or by a provider only
    password text,
    password_set_at timestamptz,
    -- of the second factor; in force from the first right code on
    totp_secret text,
    totp_since timestamptz,
    -- the last time step a code was taken of, so that none is taken twice
    totp_step bigint,
    -- issuer and subject at an OpenID Connect provider
    provider_subject text unique,
    closed_at timestamptz,
    created_at timestamptz not null default now(),
    version int not null default 1
);

-- A role over a unit and all below it, in some fields or all, within days.
create table access.assignment (
    id bigint generated always as identity primary key,
    account bigint not null references access.account (id),
    role text not null,
    unit int not null references unit.unit (id),
    fields text[] check (cardinality(fields) > 0),
    first_day date not null,
    last_day date check (last_day >= first_day),
    given_by text not null,
    reason text,
    ended_at timestamptz
);
create index assignment_account on access.assignment (account);
create index assignment_role on access.assignment (role);

-- Who acts for whom while away.
create table access.delegation (
    id bigint generated always as identity primary key,
    delegator bigint not null references access.account (id),
    delegate bigint not null references access.account (id),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    reason text not null check (reason <> ''),
    ended_at timestamptz,
    check (delegator <> delegate)
);
create index delegation_delegate on access.delegation (delegate);

-- One-time links, kept as hashes: the first administrator's, those of new accounts, new passwords.
create table access.link (
    hash bytea primary key,
    account bigint references access.account (id),
    purpose text not null check (purpose in ('first', 'account', 'password')),
    valid_until timestamptz not null,
    used_at timestamptz,
    made_by text not null
);

create table access.recovery_code (
    account bigint not null references access.account (id),
    hash bytea not null,
    used_at timestamptz,
    primary key (account, hash)
);

-- Failed attempts by account and by address: what has to wait, waits longer each time.
create table access.attempt (
    key text primary key,
    failures int not null,
    last_at timestamptz not null
);

-- Keys of machines, kept as hashes. Null lists mean all that the account itself may.
create table access.token (
    id bigint generated always as identity primary key,
    hash bytea not null unique,
    account bigint not null references access.account (id),
    name text not null,
    purpose text not null,
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
    last_used_at timestamptz
);
create index token_account on access.token (account);

-- Personal columns of a register opened by someone for a named purpose, for a while.
create table access.unmasking (
    id bigint generated always as identity primary key,
    account bigint not null references access.account (id),
    register text not null,
    purpose text not null check (purpose <> ''),
    at timestamptz not null default now(),
    valid_until timestamptz not null
);
create index unmasking_account on access.unmasking (account, valid_until);

-- Sessions, as Spring Session keeps them: any node serves any of them.
create table access.session (
    primary_id char(36) not null primary key,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create unique index session_session_id on access.session (session_id);
create index session_expiry on access.session (expiry_time);
create index session_principal on access.session (principal_name);

create table access.session_attributes (
    session_primary_id char(36) not null references access.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);
