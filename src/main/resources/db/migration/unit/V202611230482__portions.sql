-- A portion of a split unit: what of it went to one successor. Records assigned to it are counted at its number, which is
-- never that of a unit; «of» is the unit that was split, or the portion of an earlier split.
create table unit.portion (
    id integer primary key default nextval(pg_get_serial_sequence('unit.unit', 'id')),
    of integer not null,
    successor integer not null references unit.unit (id),
    unique (of, successor)
);
