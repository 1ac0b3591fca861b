-- Figures: deltas that writers append, cells that the fold keeps, roll-ups of the province that writers never touch.
create schema figure;

-- The half month of a day, as vn.hoi.common.Bucket numbers them.
create function figure.bucket(date) returns int
    language sql immutable strict parallel safe
    return (date_part('year', $1)::int * 12 + date_part('month', $1)::int - 1) * 2
        + (date_part('day', $1) >= 15)::int;

-- One row for each version of each stored figure; number is what deltas and cells carry.
create table figure.definition (
    figure text primary key,
    number int generated always as identity unique,
    register text not null,
    definition text not null,
    version int not null default 1,
    since timestamptz not null default now()
);

-- b1 to b3 are the values of the breakdown's columns, empty where there is none.
create table figure.delta (
    id bigint generated always as identity primary key,
    figure int not null,
    bucket int not null,
    place int not null,
    unit int not null,
    b1 text collate "C" not null default '',
    b2 text collate "C" not null default '',
    b3 text collate "C" not null default '',
    n bigint not null,
    total numeric not null default 0
-- rows live for a moment: vacuum by their number, not by a share of a table that is empty most of the time
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1);
create index delta_figure on figure.delta (figure, bucket);

create table figure.cell (
    figure int not null,
    bucket int not null,
    place int not null,
    unit int not null,
    b1 text collate "C" not null,
    b2 text collate "C" not null,
    b3 text collate "C" not null,
    n bigint not null,
    total numeric not null,
    primary key (figure, bucket, place, unit, b1, b2, b3)
) with (fillfactor = 80);

-- The whole province: by half month (span = its number) and by year (span = -(year + 1)).
create table figure.rollup (
    figure int not null,
    span int not null,
    b1 text collate "C" not null,
    b2 text collate "C" not null,
    b3 text collate "C" not null,
    n bigint not null,
    total numeric not null,
    primary key (figure, span, b1, b2, b3)
) with (fillfactor = 80);

-- A register is emptied record by record or not at all: TRUNCATE would go past the triggers.
create function figure.refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'FIG-010: a register whose records are counted cannot be truncated'
        using errcode = 'integrity_constraint_violation';
end $$;

-- What units and parties report, one row a report; a correction is one more row and the latest counts.
create table figure.report (
    id bigint generated always as identity primary key,
    figure text not null,
    unit int not null references unit.unit (id),
    period_from date not null,
    period_to date not null,
    value numeric not null,
    document text not null,
    account text not null,
    at timestamptz not null default clock_timestamp(),
    check (period_to >= period_from)
);
create index report_figure on figure.report (figure, period_to, unit, id);
