-- Data calls: forms that an officer draws, answered by units. What is answered stands in a register of its own.
create schema if not exists intake;

create table intake.call (
    number integer generated always as identity primary key,
    title text not null check (char_length(title) between 1 and 300),
    purpose text not null check (char_length(purpose) <= 5000),
    field text not null,
    document text not null check (char_length(document) <= 500),
    deadline timestamptz,
    -- until when late answers are taken, after it was opened again
    late_until timestamptz,
    many boolean not null,
    state text not null default 'draft' check (state in ('draft', 'opened', 'closed')),
    columns jsonb not null check (jsonb_typeof(columns) = 'array'),
    -- the register's declaration as YAML, and its turn among all that were declared; once opened
    declaration text,
    revision bigint unique,
    version integer not null default 1,
    made_by text not null,
    made_at timestamptz not null default now(),
    opened_at timestamptz,
    closed_at timestamptz,
    check ((state = 'draft') = (declaration is null) and (declaration is null) = (revision is null)),
    check (state = 'draft' or deadline is not null)
);

-- Whom a call asks, and where each of them stands.
create table intake.call_unit (
    call integer not null references intake.call (number),
    unit integer not null references unit.unit (id),
    version integer not null default 0,
    draft jsonb,
    drafted_at timestamptz,
    answered_at timestamptz,
    answered_by text,
    late boolean not null default false,
    -- how many columns there were when it answered
    columns integer not null default 0,
    -- codes of its records that count, in order
    records text[] not null default '{}',
    primary key (call, unit)
);
create index call_unit_unit on intake.call_unit (unit, call);

-- What a unit is told about a call; kept until its page is opened.
create table intake.call_notice (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    call integer not null,
    unit integer not null,
    about text not null check (about in ('opened', 'reminded', 'reopened')),
    account text not null,
    read_at timestamptz,
    foreign key (call, unit) references intake.call_unit (call, unit)
);
create index call_notice_unread on intake.call_notice (call, unit) where read_at is null;
