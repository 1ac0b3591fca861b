-- Files that people bring in, what was found in them and what became of it.
create schema intake;

create table intake.batch (
    id bigint generated always as identity primary key,
    register text not null,
    account text not null,
    at timestamptz not null default now(),
    file_name text not null check (char_length(file_name) between 1 and 255),
    size bigint not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    -- 0 for the first sheet; null where the first that is not hidden is taken
    sheet integer,
    -- row of the heading as its owner names it; null where it is found
    heading_row integer,
    -- whether good rows go in while others are wrong
    partly boolean not null,
    -- columns of the file as they are to be read, by number from 0; absent ones are found by their heading
    chosen jsonb not null default '{}',
    state text not null default 'reading'
        check (state in ('reading', 'waiting', 'loading', 'done', 'refused', 'undone')),
    -- what was found: sheets, columns, first rows
    found jsonb not null default '{}',
    seen bigint not null default 0,
    fresh bigint not null default 0,
    present bigint not null default 0,
    wrong bigint not null default 0,
    faults bigint not null default 0,
    -- why nothing came in
    code text,
    message text,
    -- journal entry its records carry
    entry bigint references journal.entry (id),
    ended_at timestamptz,
    undone_at timestamptz,
    undone_by text
);
create index batch_register on intake.batch (register, id);
create index batch_open on intake.batch (state) where state in ('reading', 'loading');

-- The file in parts, kept until its rows are in or a month has passed.
create table intake.part (
    batch bigint not null references intake.batch (id) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (batch, part)
);

create table intake.fault (
    id bigint generated always as identity primary key,
    batch bigint not null references intake.batch (id) on delete cascade,
    row integer not null,
    -- column of the file, 0 for the first; null where the fault is of the whole row
    cell integer,
    -- id of the register's column; empty where the fault is of the whole row
    column_id text not null,
    value text not null,
    code text not null,
    message text not null
);
create index fault_batch on intake.fault (batch, row, id);

-- What a row without a key looked like, so that the same row is known when it comes again.
create table intake.look (
    batch bigint not null references intake.batch (id) on delete cascade,
    register text not null,
    look uuid not null
);
create index look_register on intake.look (register, look);
create index look_batch on intake.look (batch);

-- Which column people of this register mean by a heading; an empty one is left out.
create table intake.heading (
    register text not null,
    heading text not null,
    column_id text not null,
    account text not null,
    at timestamptz not null default now(),
    primary key (register, heading)
);
