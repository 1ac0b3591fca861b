-- Who did what, when and why. Rows are written in the transaction of the change they tell of and never touched again.
create schema journal;

create table journal.entry (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    account text not null,
    subject text not null,
    action text not null,
    changes jsonb not null default '{}',
    reason text
);
create index entry_subject on journal.entry (subject, id);

create function journal.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'JOU-001: the journal is only added to' using errcode = 'integrity_constraint_violation';
end $$;

create trigger only_added_to before update or delete on journal.entry
    for each row execute function journal.refuse();
create trigger never_emptied before truncate on journal.entry
    for each statement execute function journal.refuse();
