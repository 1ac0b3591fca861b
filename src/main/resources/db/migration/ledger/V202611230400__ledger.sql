-- Money: lines, postings between a line's accounts, and what they come to by line, project, contract and day.
create schema ledger;

-- Chapters, types, items, sources, programmes, headings: lists of fields/finance/classification, each code from a day to a day.
create table ledger.classification (
    list text not null,
    code text not null,
    name text not null,
    name_en text not null,
    parent text,
    valid_from date not null,
    valid_until date,
    primary key (list, code, valid_from),
    check (valid_until is null or valid_until >= valid_from)
);

-- Which movements there are. A movement takes money from one account of a line to another; each further column says how the
-- amount that has come to a stage changes by it, those with at_ how what lies at a stage does.
create table ledger.move (
    kind text primary key,
    from_account text not null,
    to_account text not null,
    part text not null check (part in ('estimate', 'treasury', 'cash', 'change', 'year-end', 'year-begin')),
    position int not null,
    requested int not null default 0,
    appraised int not null default 0,
    decided int not null default 0,
    allotted int not null default 0,
    apportioned int not null default 0,
    loaded int not null default 0,
    committed int not null default 0,
    advanced int not null default 0,
    paid int not null default 0,
    retained int not null default 0,
    repaid int not null default 0,
    adjusted int not null default 0,
    supplemented int not null default 0,
    saved int not null default 0,
    extended int not null default 0,
    carried_over int not null default 0,
    cancelled int not null default 0,
    brought int not null default 0,
    unique (from_account, to_account, kind)
);

insert into ledger.move (position, kind, from_account, to_account, part) values
    (1, 'request', 'source', 'requested', 'estimate'),
    (2, 'withdraw', 'requested', 'source', 'estimate'),
    (3, 'appraise', 'requested', 'appraised', 'estimate'),
    (4, 'decide', 'appraised', 'decided', 'estimate'),
    (5, 'allot', 'decided', 'allotted', 'estimate'),
    (6, 'allot-directly', 'source', 'allotted', 'estimate'),
    (7, 'supplement', 'supplemented', 'allotted', 'change'),
    (8, 'adjust-out', 'allotted', 'adjusted', 'change'),
    (9, 'adjust-in', 'adjusted', 'allotted', 'change'),
    (10, 'save', 'allotted', 'saved', 'change'),
    (11, 'apportion', 'allotted', 'apportioned', 'treasury'),
    (12, 'load', 'apportioned', 'loaded', 'treasury'),
    (13, 'load-directly', 'allotted', 'loaded', 'treasury'),
    (14, 'unload', 'loaded', 'allotted', 'treasury'),
    (15, 'commit', 'uncommitted', 'committed', 'treasury'),
    (16, 'release-commitment', 'committed', 'uncommitted', 'treasury'),
    (17, 'advance', 'loaded', 'advanced', 'cash'),
    (18, 'recover-advance', 'advanced', 'paid', 'cash'),
    (19, 'pay', 'loaded', 'paid', 'cash'),
    (20, 'retain', 'loaded', 'retained', 'cash'),
    (21, 'pay-retained', 'retained', 'paid', 'cash'),
    (22, 'repay', 'paid', 'repaid', 'cash'),
    (23, 'repay-advance', 'advanced', 'repaid', 'cash'),
    (24, 'restore', 'repaid', 'loaded', 'cash'),
    (25, 'extend', 'loaded', 'extended', 'year-end'),
    (26, 'extend-unloaded', 'allotted', 'extended', 'year-end'),
    (27, 'carry-over', 'loaded', 'carried-over', 'year-end'),
    (28, 'carry-over-unloaded', 'allotted', 'carried-over', 'year-end'),
    (29, 'cancel', 'loaded', 'cancelled', 'year-end'),
    (30, 'cancel-unloaded', 'allotted', 'cancelled', 'year-end'),
    (31, 'cancel-apportioned', 'apportioned', 'cancelled', 'year-end'),
    (34, 'extend-apportioned', 'apportioned', 'extended', 'year-end'),
    (35, 'carry-over-apportioned', 'apportioned', 'carried-over', 'year-end'),
    (32, 'bring-extended', 'extended', 'allotted', 'year-begin'),
    (33, 'bring-carried-over', 'carried-over', 'allotted', 'year-begin');

update ledger.move set requested = 1 where kind = 'request';
update ledger.move set requested = -1 where kind = 'withdraw';
update ledger.move set appraised = 1 where kind = 'appraise';
update ledger.move set decided = 1 where kind = 'decide';
update ledger.move set allotted = 1 where kind in ('allot', 'allot-directly', 'supplement', 'adjust-in');
update ledger.move set allotted = -1 where kind in ('adjust-out', 'save');
update ledger.move set supplemented = 1 where kind = 'supplement';
update ledger.move set adjusted = 1 where kind = 'adjust-in';
update ledger.move set adjusted = -1 where kind = 'adjust-out';
update ledger.move set saved = 1 where kind = 'save';
update ledger.move set apportioned = 1 where kind = 'apportion';
update ledger.move set loaded = 1 where kind in ('load', 'load-directly');
update ledger.move set loaded = -1 where kind = 'unload';
update ledger.move set committed = 1 where kind = 'commit';
update ledger.move set committed = -1 where kind = 'release-commitment';
update ledger.move set advanced = 1 where kind = 'advance';
update ledger.move set advanced = -1 where kind in ('recover-advance', 'repay-advance');
update ledger.move set paid = 1 where kind in ('recover-advance', 'pay', 'pay-retained');
update ledger.move set paid = -1 where kind = 'repay';
update ledger.move set retained = 1 where kind = 'retain';
update ledger.move set retained = -1 where kind = 'pay-retained';
update ledger.move set repaid = 1 where kind in ('repay', 'repay-advance');
update ledger.move set extended = 1 where kind in ('extend', 'extend-unloaded', 'extend-apportioned');
update ledger.move set carried_over = 1 where kind in ('carry-over', 'carry-over-unloaded', 'carry-over-apportioned');
update ledger.move set cancelled = 1 where kind in ('cancel', 'cancel-unloaded', 'cancel-apportioned');
update ledger.move set brought = 1 where kind in ('bring-extended', 'bring-carried-over');

create table ledger.year (
    year int primary key check (year between 1990 and 2100),
    pays_until date not null,
    closed_at timestamptz,
    closed_by text,
    document text,
    check ((closed_at is null) = (closed_by is null))
);

create table ledger.project (
    id int generated always as identity primary key,
    code text not null unique,
    name text not null,
    name_en text not null,
    unit int not null references unit.unit (id),
    field text not null,
    first_year int not null,
    last_year int not null,
    about text,
    check (last_year >= first_year)
);

-- The total of a project and its changes: the latest one not after a day is the one of that day.
create table ledger.project_total (
    project int not null references ledger.project (id),
    since date not null,
    total bigint not null check (total > 0 and total <= 9000000000000000),
    document text not null,
    document_day date not null,
    author text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (project, since)
);

-- What was planned for some years together, and what was asked, checked and approved when all was done: acts, no movements.
create table ledger.project_act (
    id bigint generated always as identity primary key,
    project int not null references ledger.project (id),
    act text not null check (act in ('medium-term', 'final-asked', 'final-checked', 'final-approved')),
    amount bigint not null check (amount between 1 and 9000000000000000),
    retention bigint check (retention between 0 and amount),
    day date not null,
    document text not null,
    document_day date not null,
    author text not null,
    at timestamptz not null default clock_timestamp(),
    unique (project, act, document, document_day)
);

create table ledger.contract (
    id int generated always as identity primary key,
    code text not null unique,
    project int references ledger.project (id),
    package text,
    number text,
    signed_on date,
    contractor text,
    days int check (days > 0),
    value bigint check (value between 1 and 9000000000000000),
    document text not null,
    document_day date not null
);

create table ledger.line (
    id bigint generated always as identity primary key,
    code text not null unique,
    name text not null,
    name_en text not null,
    budget_year int not null references ledger.year (year),
    -- taken over from before as one sum of several years: no part of the year's own budget
    cumulative boolean not null default false,
    unit int not null references unit.unit (id),
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
    project int references ledger.project (id),
    task text,
    plan_year int,
    began_on date,
    ended_on date,
    at timestamptz not null default clock_timestamp(),
    author text not null,
    check (ended_on is null or began_on is null or ended_on >= began_on)
);
create index line_year on ledger.line (budget_year, unit);
create index line_project on ledger.line (project);

-- The codes of a line are codes of their lists in its capital-plan year.
create function ledger.check_line() returns trigger language plpgsql as $$
declare
    wrong text;
begin
    select list || ' ' || code into wrong from (values
        ('heading', new.heading), ('chapter', new.chapter), ('type', new.type), ('item', new.item),
        ('sub-item', new.sub_item), ('source', new.source), ('programme', new.programme)) as named (list, code)
    where code is not null and not exists (
        select from ledger.classification c where c.list = named.list and c.code = named.code
            and c.valid_from <= make_date(coalesce(new.plan_year, new.budget_year), 12, 31)
            and (c.valid_until is null or c.valid_until >= make_date(coalesce(new.plan_year, new.budget_year), 1, 1)));
    if wrong is not null then
        raise exception 'LED-012: % is no code of % ', wrong, new.budget_year using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;
create trigger codes_in_force before insert or update on ledger.line
    for each row execute function ledger.check_line();

create table ledger.posting (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    line bigint not null references ledger.line (id),
    kind text not null references ledger.move (kind),
    amount bigint not null check (amount between 1 and 9000000000000000),
    -- a correction moves the amount back
    moved bigint not null generated always as (case when corrects is null then amount else -amount end) stored,
    document text not null check (document <> ''),
    document_day date not null,
    day date not null,
    budget_year int not null,
    plan_year int,
    contract int references ledger.contract (id),
    author text not null,
    reason text,
    attachment bigint,
    corrects bigint references ledger.posting (id),
    over_limit text check (over_limit in ('committed', 'loaded', 'project', 'contract')),
    over_amount bigint check (over_amount > 0),
    override_by text,
    override_reason text,
    request text not null,
    part int not null default 1,
    digest bytea not null,
    check ((over_limit is null) = (over_amount is null)),
    check ((over_limit is null) = (override_by is null)),
    check ((over_limit is null) = (override_reason is null)),
    check (corrects is null or reason is not null),
    -- a second person; what the program takes over from publications names its document
    check (override_by is distinct from author or author = 'system'),
    -- a request repeated is found by its key; its postings are one act
    unique (author, request, part)
);
create index posting_line on ledger.posting (line, day, id);
create index posting_corrects on ledger.posting (corrects) where corrects is not null;
create index posting_contract on ledger.posting (contract) where contract is not null;
create index posting_over on ledger.posting (id) where over_limit is not null;
-- a document moves money of a line once in a kind
create unique index document_once on ledger.posting (line, kind, document, document_day) where corrects is null;
create unique index document_corrects_once on ledger.posting (corrects, document, document_day) where corrects is not null;

create function ledger.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'LED-010: postings are only added; a correction is one more posting'
        using errcode = 'integrity_constraint_violation';
end $$;
create trigger only_added_to before update or delete on ledger.posting
    for each row execute function ledger.refuse();
create trigger never_emptied before truncate on ledger.posting
    for each statement execute function ledger.refuse();

-- What the postings of a line come to: kept by the trigger below, in the same transaction; the row is the line's lock.
create table ledger.standing (
    line bigint primary key references ledger.line (id),
    requested bigint not null default 0 check (requested >= 0),
    appraised bigint not null default 0 check (appraised >= 0),
    decided bigint not null default 0 check (decided >= 0),
    allotted bigint not null default 0 check (allotted >= 0),
    apportioned bigint not null default 0 check (apportioned >= 0),
    loaded bigint not null default 0 check (loaded >= 0),
    committed bigint not null default 0 check (committed >= 0),
    advanced bigint not null default 0 check (advanced >= 0),
    paid bigint not null default 0 check (paid >= 0),
    retained bigint not null default 0 check (retained >= 0),
    repaid bigint not null default 0 check (repaid >= 0),
    adjusted bigint not null default 0,
    supplemented bigint not null default 0 check (supplemented >= 0),
    saved bigint not null default 0 check (saved >= 0),
    extended bigint not null default 0 check (extended >= 0),
    carried_over bigint not null default 0 check (carried_over >= 0),
    cancelled bigint not null default 0 check (cancelled >= 0),
    brought bigint not null default 0 check (brought >= 0),
    over_committed bigint not null default 0,
    over_loaded bigint not null default 0,
    at_requested bigint not null default 0 check (at_requested >= 0),
    at_appraised bigint not null default 0 check (at_appraised >= 0),
    at_decided bigint not null default 0 check (at_decided >= 0),
    at_allotted bigint not null default 0 check (at_allotted >= 0),
    at_apportioned bigint not null default 0 check (at_apportioned >= 0),
    at_loaded bigint not null default 0,
    at_advanced bigint not null default 0 check (at_advanced >= 0),
    at_paid bigint not null default 0 check (at_paid >= 0),
    at_retained bigint not null default 0 check (at_retained >= 0),
    at_repaid bigint not null default 0 check (at_repaid >= 0),
    constraint committed_within_allotted check (committed <= allotted + brought + over_committed),
    constraint disbursed_within_loaded check (advanced + paid <= loaded + over_loaded and at_loaded >= -over_loaded),
    constraint disbursed_within_allotted check (advanced + paid <= allotted + brought + over_loaded)
) with (fillfactor = 60);

create table ledger.project_standing (
    project int primary key references ledger.project (id),
    allotted bigint not null default 0,
    total bigint not null default 0,
    over bigint not null default 0,
    constraint allotted_within_total check (allotted <= total + over)
) with (fillfactor = 60);

create table ledger.contract_standing (
    contract int primary key references ledger.contract (id),
    paid bigint not null default 0 check (paid >= 0),
    value bigint,
    over bigint not null default 0,
    constraint paid_within_value check (value is null or paid <= value + over)
) with (fillfactor = 60);

-- Sums of a line by day and kind: the standing of any day is the sum of few rows, however many postings there were.
create table ledger.day (
    line bigint not null references ledger.line (id),
    day date not null,
    kind text not null references ledger.move (kind),
    amount numeric(30) not null,
    postings bigint not null,
    primary key (line, day, kind) include (amount)
) with (fillfactor = 60);

create function ledger.open_line() returns trigger language plpgsql as $$
begin
    insert into ledger.standing (line) values (new.id);
    return null;
end $$;
create trigger standing after insert on ledger.line for each row execute function ledger.open_line();

create function ledger.open_project() returns trigger language plpgsql as $$
begin
    insert into ledger.project_standing (project) values (new.id);
    return null;
end $$;
create trigger standing after insert on ledger.project for each row execute function ledger.open_project();

create function ledger.total_changed() returns trigger language plpgsql as $$
begin
    update ledger.project_standing set total = (
        select total from ledger.project_total where project = new.project order by since desc limit 1)
    where project = new.project;
    return null;
end $$;
create trigger total after insert on ledger.project_total for each row execute function ledger.total_changed();

create function ledger.open_contract() returns trigger language plpgsql as $$
begin
    insert into ledger.contract_standing (contract, value) values (new.id, new.value)
    on conflict (contract) do update set value = excluded.value;
    return null;
end $$;
create trigger standing after insert or update on ledger.contract for each row execute function ledger.open_contract();

create function ledger.after_posting() returns trigger language plpgsql as $$
declare
    refused bigint;
begin
    select p.line into refused from posted p join ledger.line l on l.id = p.line
    where p.day > l.ended_on or p.day < l.began_on or p.budget_year <> l.budget_year limit 1;
    if found then
        raise exception 'LED-042: line % does not take this day', refused using errcode = 'check_violation';
    end if;
    select p.line into refused from posted p join ledger.year y on y.year = p.budget_year join ledger.move m on m.kind = p.kind
    where y.closed_at is not null and p.corrects is null and m.part <> 'year-end' limit 1;
    if found then
        raise exception 'LED-040: the year of line % is closed', refused using errcode = 'check_violation';
    end if;
    select p.corrects into refused from posted p join ledger.posting o on o.id = p.corrects
    where o.corrects is not null or o.line <> p.line or o.kind <> p.kind or o.amount < (
        select sum(amount) from ledger.posting c where c.corrects = p.corrects) limit 1;
    if found then
        raise exception 'LED-044: posting % cannot be corrected so', refused using errcode = 'check_violation';
    end if;
    update ledger.standing s set
        requested = s.requested + d.requested, appraised = s.appraised + d.appraised, decided = s.decided + d.decided,
        allotted = s.allotted + d.allotted, apportioned = s.apportioned + d.apportioned, loaded = s.loaded + d.loaded,
        committed = s.committed + d.committed, advanced = s.advanced + d.advanced, paid = s.paid + d.paid,
        retained = s.retained + d.retained, repaid = s.repaid + d.repaid, adjusted = s.adjusted + d.adjusted,
        supplemented = s.supplemented + d.supplemented, saved = s.saved + d.saved, extended = s.extended + d.extended,
        carried_over = s.carried_over + d.carried_over, cancelled = s.cancelled + d.cancelled,
        brought = s.brought + d.brought, over_committed = s.over_committed + d.over_committed,
        over_loaded = s.over_loaded + d.over_loaded,
        at_requested = s.at_requested + d.at_requested, at_appraised = s.at_appraised + d.at_appraised,
        at_decided = s.at_decided + d.at_decided, at_allotted = s.at_allotted + d.at_allotted,
        at_apportioned = s.at_apportioned + d.at_apportioned, at_loaded = s.at_loaded + d.at_loaded,
        at_advanced = s.at_advanced + d.at_advanced, at_paid = s.at_paid + d.at_paid,
        at_retained = s.at_retained + d.at_retained, at_repaid = s.at_repaid + d.at_repaid
    from (
        select p.line,
            sum(p.moved * m.requested) as requested, sum(p.moved * m.appraised) as appraised,
            sum(p.moved * m.decided) as decided, sum(p.moved * m.allotted) as allotted,
            sum(p.moved * m.apportioned) as apportioned, sum(p.moved * m.loaded) as loaded,
            sum(p.moved * m.committed) as committed, sum(p.moved * m.advanced) as advanced,
            sum(p.moved * m.paid) as paid, sum(p.moved * m.retained) as retained,
            sum(p.moved * m.repaid) as repaid, sum(p.moved * m.adjusted) as adjusted,
            sum(p.moved * m.supplemented) as supplemented, sum(p.moved * m.saved) as saved,
            sum(p.moved * m.extended) as extended, sum(p.moved * m.carried_over) as carried_over,
            sum(p.moved * m.cancelled) as cancelled, sum(p.moved * m.brought) as brought,
            coalesce(sum(p.over_amount) filter (where p.over_limit = 'committed'), 0) as over_committed,
            coalesce(sum(p.over_amount) filter (where p.over_limit = 'loaded'), 0) as over_loaded,
            sum(p.moved * ((m.to_account = 'requested')::int - (m.from_account = 'requested')::int)) as at_requested,
            sum(p.moved * ((m.to_account = 'appraised')::int - (m.from_account = 'appraised')::int)) as at_appraised,
            sum(p.moved * ((m.to_account = 'decided')::int - (m.from_account = 'decided')::int)) as at_decided,
            sum(p.moved * ((m.to_account = 'allotted')::int - (m.from_account = 'allotted')::int)) as at_allotted,
            sum(p.moved * ((m.to_account = 'apportioned')::int - (m.from_account = 'apportioned')::int)) as at_apportioned,
            sum(p.moved * ((m.to_account = 'loaded')::int - (m.from_account = 'loaded')::int)) as at_loaded,
            sum(p.moved * ((m.to_account = 'advanced')::int - (m.from_account = 'advanced')::int)) as at_advanced,
            sum(p.moved * ((m.to_account = 'paid')::int - (m.from_account = 'paid')::int)) as at_paid,
            sum(p.moved * ((m.to_account = 'retained')::int - (m.from_account = 'retained')::int)) as at_retained,
            sum(p.moved * ((m.to_account = 'repaid')::int - (m.from_account = 'repaid')::int)) as at_repaid
        from posted p join ledger.move m on m.kind = p.kind group by p.line) d
    where s.line = d.line;
    insert into ledger.day as kept (line, day, kind, amount, postings)
    select line, day, kind, sum(moved), count(*) from posted group by line, day, kind order by line, day, kind
    on conflict (line, day, kind) do update
        set amount = kept.amount + excluded.amount, postings = kept.postings + excluded.postings;
    update ledger.project_standing s set allotted = s.allotted + d.allotted, over = s.over + d.over
    from (
        select l.project, sum(p.moved * m.allotted) as allotted,
            coalesce(sum(p.over_amount) filter (where p.over_limit = 'project'), 0) as over
        from posted p join ledger.move m on m.kind = p.kind and m.allotted <> 0
        join ledger.line l on l.id = p.line and l.project is not null group by l.project) d
    where s.project = d.project;
    update ledger.contract_standing s set paid = s.paid + d.paid, over = s.over + d.over
    from (
        select p.contract, sum(p.moved * (m.advanced + m.paid)) as paid,
            coalesce(sum(p.over_amount) filter (where p.over_limit = 'contract'), 0) as over
        from posted p join ledger.move m on m.kind = p.kind where p.contract is not null group by p.contract) d
    where s.contract = d.contract;
    return null;
end $$;
create trigger comes_to after insert on ledger.posting
    referencing new table as posted for each statement execute function ledger.after_posting();

-- A posting beyond a limit that waits for a second person's word.
create table ledger.override_asked (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    asked_by text not null,
    code text not null,
    says text not null,
    request jsonb not null,
    line bigint not null references ledger.line (id),
    key text not null,
    answered_at timestamptz,
    answered_by text,
    granted boolean,
    reason text,
    posting bigint references ledger.posting (id),
    unique (asked_by, key),
    check ((answered_at is null) = (answered_by is null)),
    check ((answered_at is null) = (granted is null)),
    check ((answered_at is null) = (reason is null)),
    check (answered_by is distinct from asked_by)
);
