create schema print;

-- Books of numbers. A number is given by raising the last one in the transaction that keeps the document, so the row is
-- held to its end and a transaction that fails gives its number back: 1 to last, without a gap.
create table print.book (
    id text not null,
    year integer not null check (year between 1900 and 9999),
    last integer not null check (last >= 1),
    primary key (id, year)
);

-- Documents as they were issued: never changed, only declared void.
create table print.document (
    id bigint generated always as identity primary key,
    register text not null,
    code text not null,
    print text not null,
    -- as written on the document; null for prints that bear none
    number text check (char_length(number) between 1 and 60),
    day date not null,
    -- the signed document of the document system is kept as PDF alone
    pdf bytea not null,
    pdf_sha256 bytea not null check (octet_length(pdf_sha256) = 32),
    docx bytea,
    docx_sha256 bytea check (octet_length(docx_sha256) = 32),
    entered boolean not null,
    account text not null,
    at timestamptz not null default clock_timestamp(),
    voided_at timestamptz,
    voided_by text,
    void_reason text,
    check ((docx is null) = (docx_sha256 is null) and (docx is null) = entered),
    check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null)),
    check (char_length(void_reason) between 1 and 1000)
);
create index document_record on print.document (register, code, id);

-- Which document got which number; a number of a void document stays used.
create table print.number (
    book text not null,
    year integer not null,
    n integer not null check (n >= 1),
    document bigint not null unique references print.document (id),
    primary key (book, year, n),
    foreign key (book, year) references print.book (id, year)
);

create function print.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'PRI-001: numbers and issued documents are only added to' using errcode = 'integrity_constraint_violation';
end $$;

create function print.keep() returns trigger language plpgsql as $$
begin
    if old.voided_at is not null
        or (new.id, new.register, new.code, new.print, new.number, new.day, new.pdf, new.pdf_sha256, new.docx,
            new.docx_sha256, new.entered, new.account, new.at)
            is distinct from (old.id, old.register, old.code, old.print, old.number, old.day, old.pdf, old.pdf_sha256,
            old.docx, old.docx_sha256, old.entered, old.account, old.at) then
        raise exception 'PRI-001: an issued document is only declared void, once' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create function print.count_up() returns trigger language plpgsql as $$
begin
    if new.id <> old.id or new.year <> old.year or new.last <> old.last + 1 then
        raise exception 'PRI-001: a book counts up by one' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger kept_as_issued before update on print.document for each row execute function print.keep();
create trigger never_deleted before delete on print.document for each row execute function print.refuse();
create trigger never_emptied before truncate on print.document for each statement execute function print.refuse();
create trigger only_added_to before update or delete on print.number for each row execute function print.refuse();
create trigger never_emptied before truncate on print.number for each statement execute function print.refuse();
create trigger counts_up before update on print.book for each row execute function print.count_up();
create trigger never_deleted before delete on print.book for each row execute function print.refuse();
