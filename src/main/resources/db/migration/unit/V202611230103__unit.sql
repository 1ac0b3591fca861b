-- Agencies and administrative areas in one tree, each valid from a day to a day, and what became of the ended ones.
create schema unit;

create table unit.unit (
    id int generated always as identity primary key,
    code text not null,
    kind text not null,
    name text not null,
    full_name text not null,
    valid_from date not null,
    valid_until date,
    parent int references unit.unit (id),
    lon numeric,
    lat numeric,
    area_km2 numeric,
    check (valid_until is null or valid_until >= valid_from)
);
-- a code is unique per time: the same code may be given again after the unit that had it has ended
create extension btree_gist;
alter table unit.unit add constraint code_unique_per_time
    exclude using gist (code with =, daterange(valid_from, valid_until, '[]') with &&);
create index unit_parent on unit.unit (parent);

create table unit.succession (
    predecessor int not null references unit.unit (id),
    successor int not null references unit.unit (id),
    share text not null check (share in ('whole', 'part')),
    since date not null,
    primary key (predecessor, successor),
    check (predecessor <> successor)
);
create index succession_successor on unit.succession (successor);
