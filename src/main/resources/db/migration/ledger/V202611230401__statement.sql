-- Statements of the State Treasury, read from a file and matched to postings; the same file is read once.
create table ledger.statement (
    id bigint generated always as identity primary key,
    sha256 bytea not null unique,
    name text not null,
    at timestamptz not null default clock_timestamp(),
    account text not null
);

create table ledger.statement_row (
    statement bigint not null references ledger.statement (id),
    number int not null,
    document text not null,
    day date not null,
    amount bigint not null check (amount between 1 and 9000000000000000),
    line text,
    posting bigint unique references ledger.posting (id),
    primary key (statement, number)
);
create index posting_document on ledger.posting (lower(document));
