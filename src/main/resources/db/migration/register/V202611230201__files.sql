-- Files attached to records; a record names them by number. Kept here so that a copy of the database is a copy of all.
create table register.file (
    id bigint generated always as identity primary key,
    name text not null check (char_length(name) between 1 and 255),
    type text not null,
    size bigint not null check (size between 1 and 26214400),
    sha256 bytea not null check (octet_length(sha256) = 32),
    content bytea not null,
    account text not null,
    at timestamptz not null default now(),
    -- the record it belongs to, as the journal names it; null while its form is not sent yet
    subject text
);
create index file_unsent on register.file (at) where subject is null;

-- equality beside words in one index of a list
create extension if not exists btree_gin;
