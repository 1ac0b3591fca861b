-- Two parties made one, and what it takes to take that back.
create table register.party_merge (
    id bigint generated always as identity primary key,
    survivor text not null,
    merged text not null,
    at timestamptz not null default now(),
    account text not null,
    -- the versions both had right after: it can be undone only while they still have them
    survivor_version integer not null,
    merged_version integer not null,
    -- both right before, as a form would send them
    survivor_before jsonb not null,
    merged_before jsonb not null,
    undone_at timestamptz,
    undone_by text,
    check (survivor <> merged)
);
create unique index party_merge_merged on register.party_merge (merged) where undone_at is null;

-- Links that moved from the merged party to the survivor.
create table register.party_move (
    merge bigint not null references register.party_merge (id),
    register text not null,
    party_column text not null,
    record bigint not null,
    primary key (merge, register, party_column, record)
);
