-- Opening balances for a start in mid-year, read from a file; the same file is read once.
create table ledger.opening (
    id bigint generated always as identity primary key,
    sha256 bytea not null unique,
    name text not null,
    lines int not null,
    postings int not null,
    at timestamptz not null default clock_timestamp(),
    account text not null
);
