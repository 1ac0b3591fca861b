-- What a contract says beside its value, and its annexes: a value that changes keeps what it was, with the document.
alter table ledger.contract
    add column ends_on date,
    add column advance_percent numeric(5, 2) check (advance_percent between 0 and 100),
    add column retention_percent numeric(5, 2) check (retention_percent between 0 and 100),
    add column terms text,
    add constraint contract_ends_after_signing check (ends_on is null or signed_on is null or ends_on >= signed_on);

create table ledger.contract_annex (
    id int generated always as identity primary key,
    contract int not null references ledger.contract (id),
    value_before bigint,
    value bigint not null check (value between 1 and 9000000000000000),
    ends_on date,
    document text not null,
    document_day date not null,
    author text not null,
    at timestamptz not null default clock_timestamp(),
    unique (contract, document, document_day)
);
