-- Figures frozen at a cut-off. A seal says what it says in one text whose hash stands beside it; neither is touched again.
create table figure.seal (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    account text not null,
    name text not null check (char_length(name) between 1 and 300),
    -- what was committed at the cut-off: pg_visible_in_snapshot tells what came later
    snapshot pg_snapshot not null,
    map date not null,
    document text not null check (char_length(document) between 1 and 300),
    document_day date not null,
    -- why it was sealed although relations did not hold
    reason text check (char_length(reason) between 1 and 2000),
    -- the seal it stands in place of; one is replaced once
    supersedes bigint unique references figure.seal (id),
    figures integer not null check (figures > 0),
    violations integer not null,
    content text not null,
    hash bytea not null check (hash = sha256(convert_to(content, 'UTF8'))),
    check (violations = 0 or reason is not null),
    check (supersedes < id)
);

create function figure.refuse_seal() returns trigger language plpgsql as $$
begin
    raise exception 'SEA-010: a seal is never altered, only superseded by another'
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger never_altered before update or delete on figure.seal
    for each row execute function figure.refuse_seal();
create trigger never_emptied before truncate on figure.seal
    for each statement execute function figure.refuse_seal();

-- Of registers with a sealed figure: what the counted columns of a record were before each change or its going, written
-- by triggers in the writer's transaction. The earliest row behind a seal's snapshot is the record as it was sealed.
create table figure.past_row (
    id bigint generated always as identity primary key,
    register text not null,
    record bigint not null,
    code text not null,
    loaded_in bigint,
    xid xid8 not null default pg_current_xact_id(),
    gone boolean not null,
    "row" jsonb not null
);
create index past_row_order on figure.past_row (register, xid);
