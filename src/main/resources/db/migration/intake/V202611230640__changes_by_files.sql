-- What a file does where a record of its key stands: only new records, only changes, or both.
alter table intake.batch add column mode text not null default 'add' check (mode in ('add', 'change', 'both'));
-- records a file changes, or changed
alter table intake.batch add column changed bigint not null default 0;

-- What a file changes, cell by cell, as a form would send it; null where empty.
create table intake.change (
    id bigint generated always as identity primary key,
    batch bigint not null references intake.batch (id) on delete cascade,
    row integer not null,
    code text not null,
    column_id text not null,
    before text,
    after text
);
create index change_batch on intake.change (batch, row, id);

-- Records a batch changed: what their columns held before, for taking it back while they are untouched.
create table intake.changed (
    batch bigint not null references intake.batch (id) on delete cascade,
    code text not null,
    -- of the record once changed
    version integer not null,
    before jsonb not null,
    primary key (batch, code)
);
