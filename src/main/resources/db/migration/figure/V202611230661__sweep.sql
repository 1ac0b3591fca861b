-- Where a look through all cells stands, so that it goes on there after a pause or a restart.
create table figure.sweep (
    name text primary key,
    -- looked at last; empty at the beginning of a round
    figure text collate "C" not null default '',
    bucket int not null default -1,
    began_at timestamptz not null default clock_timestamp(),
    looked bigint not null default 0,
    -- of the last whole round
    ended_at timestamptz,
    took_seconds bigint,
    looked_in_all bigint
);
