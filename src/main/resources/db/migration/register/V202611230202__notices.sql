-- What people are told about records.
create table register.notice (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    told text not null,
    unit integer not null references unit.unit (id),
    register text not null,
    code text not null,
    about text not null,
    account text not null,
    read_at timestamptz,
    read_by text
);
create index notice_unread on register.notice (id) where read_at is null;

-- When the clock of a record's deadline stood still, to explain its day.
create table register.pause (
    register text not null,
    record bigint not null,
    since timestamptz not null,
    until timestamptz,
    primary key (register, record, since)
);
