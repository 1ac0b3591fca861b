-- Units merged, split, renamed and moved on the page: what was decided, what it ended and made, and whether it was undone.
create table unit.change (
    number bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    account text not null,
    kind text not null check (kind in ('merge', 'split', 'rename', 'move')),
    -- first day of what it makes; what it ends lasts to the day before
    day date not null,
    document text not null check (char_length(document) between 1 and 300),
    document_day date not null,
    ended integer[] not null,
    made integer[] not null,
    undone_at timestamptz,
    undone_by text,
    check ((undone_at is null) = (undone_by is null))
);
alter table unit.succession add column change bigint references unit.change (number);
comment on column unit.succession.change is 'null for what came with the province''s files';
