-- The estimate of the budget: rounds, what units propose in them, and every version of every amount.
create schema estimate;

-- One round of a budget year. Its state is the last of the acts done to it.
create table estimate.round (
    id int generated always as identity primary key,
    year int not null unique check (year between 1990 and 2100),
    letter text not null check (letter <> ''),
    letter_day date not null,
    due_on date not null,
    opened_on date not null,
    state text not null default 'open' check (state in ('open', 'field-appraised', 'finance-appraised', 'consolidated',
        'heard', 'decided', 'handed-out', 'apportioned')),
    author text not null,
    at timestamptz not null default clock_timestamp(),
    check (due_on >= letter_day)
);

-- What brought a round into a state, with its document.
create table estimate.act (
    round int not null references estimate.round (id),
    state text not null,
    document text not null check (document <> ''),
    document_day date not null,
    day date not null,
    author text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (round, state)
);

-- The hearing of a round: its minutes.
create table estimate.hearing (
    round int primary key references estimate.round (id),
    held_on date not null,
    place text not null,
    chair text not null,
    secretary text not null,
    present text not null,
    conclusion text not null,
    author text not null,
    at timestamptz not null default clock_timestamp()
);

-- The most a unit may propose in a round; without a source for all of them.
create table estimate.ceiling (
    id int generated always as identity primary key,
    round int not null references estimate.round (id),
    unit int not null references unit.unit (id),
    nature text not null check (nature in ('capital', 'recurrent')),
    source text,
    amount bigint not null check (amount between 0 and 9000000000000000),
    author text not null,
    at timestamptz not null default clock_timestamp(),
    unique nulls not distinct (round, unit, nature, source)
);

create table estimate.proposal (
    id bigint generated always as identity primary key,
    round int not null references estimate.round (id),
    unit int not null references unit.unit (id),
    state text not null default 'draft' check (state in ('draft', 'submitted', 'returned')),
    note text,
    returned_reason text,
    -- its own deadline after it was sent back
    due_on date,
    submitted_on date,
    submitted_by text,
    times int not null default 0,
    version int not null default 1,
    unique (round, unit),
    check ((state = 'returned') <= (returned_reason is not null))
);

-- What is proposed; what it is for stays as it is once it has a line of the ledger.
create table estimate.item (
    id bigint generated always as identity primary key,
    proposal bigint not null references estimate.proposal (id),
    line bigint unique references ledger.line (id),
    code text unique,
    name text not null check (name <> ''),
    level text not null check (level in ('province', 'commune')),
    nature text not null check (nature in ('capital', 'recurrent')),
    autonomous boolean,
    heading text not null,
    chapter text,
    type text,
    item text,
    sub_item text,
    source text,
    programme text,
    field text,
    project text,
    task text,
    quantity numeric check (quantity > 0),
    measure text,
    rate bigint check (rate > 0),
    amount bigint not null check (amount between 0 and 9000000000000000),
    reason text,
    dropped boolean not null default false
);
create index item_proposal on estimate.item (proposal);

-- Every amount an item was given, by whom and why; none is changed.
create table estimate.version (
    id bigint generated always as identity primary key,
    item bigint not null references estimate.item (id),
    stage text not null check (stage in ('proposed', 'field', 'finance', 'hearing', 'decided', 'allotted', 'apportioned')),
    amount bigint not null check (amount between 0 and 9000000000000000),
    quantity numeric,
    measure text,
    rate bigint,
    reason text,
    author text not null,
    at timestamptz not null default clock_timestamp()
);
create index version_item on estimate.version (item, stage, id);

-- What the unit says to the appraisal of an item.
create table estimate.answer (
    id bigint generated always as identity primary key,
    item bigint not null references estimate.item (id),
    says text not null check (says <> ''),
    author text not null,
    at timestamptz not null default clock_timestamp()
);
create index answer_item on estimate.answer (item);

-- A part of the estimate of research money set otherwise than it was calculated; the latest counts.
create table estimate.research (
    id bigint generated always as identity primary key,
    round int not null references estimate.round (id),
    part text not null,
    amount bigint not null check (amount between 0 and 9000000000000000),
    reason text not null check (reason <> ''),
    author text not null,
    at timestamptz not null default clock_timestamp()
);

create function estimate.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'EST-010: versions are only added' using errcode = 'integrity_constraint_violation';
end $$;
create trigger only_added_to before update or delete on estimate.version
    for each row execute function estimate.refuse();
create trigger never_emptied before truncate on estimate.version
    for each statement execute function estimate.refuse();
create trigger only_added_to before update or delete on estimate.answer
    for each row execute function estimate.refuse();
create trigger only_added_to before update or delete on estimate.research
    for each row execute function estimate.refuse();
