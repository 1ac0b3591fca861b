-- What was told ahead of time, so that it is told once.
create table register.reminder (
    register text not null,
    record bigint not null,
    due_at timestamptz not null,
    at timestamptz not null default now(),
    primary key (register, record, due_at)
);
