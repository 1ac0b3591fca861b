-- What was chosen at the first start, and how far the loading of the demonstration data has come.
create schema demonstration;

create table demonstration.choice (
    one_row boolean primary key default true check (one_row),
    scale numeric not null check (scale between 0 and 1)
);

create table demonstration.loading (
    register text primary key,
    place int not null,
    wanted bigint not null,
    loaded bigint not null default 0
);
