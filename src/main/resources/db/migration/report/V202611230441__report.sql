-- Reports of units and parties: one row a form, period and reporter, and one for each edition of it, which stays.
create schema report;

create table report.report (
    id bigint generated always as identity primary key,
    form text not null,
    period text not null,
    unit int not null references unit.unit (id),
    party text not null default '',
    period_from date not null,
    period_to date not null,
    edition int not null default 1,
    -- of each change, for whoever writes from an older one
    version int not null default 0,
    first_submitted_at timestamptz,
    unique (form, period, unit, party),
    check (period_to >= period_from)
);
create index report_unit on report.report (unit, party);

create table report.edition (
    report bigint not null references report.report (id),
    number int not null,
    -- of the form, as it stood for the period
    form_version int not null,
    state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved', 'locked')),
    -- how many levels have approved it
    level int not null default 0,
    -- numbers by cell, and reasons by relation
    typed jsonb not null default '{}' check (jsonb_typeof(typed) = 'object'),
    reasons jsonb not null default '{}' check (jsonb_typeof(reasons) = 'object'),
    saved_at timestamptz not null default now(),
    saved_by text not null,
    submitted_at timestamptz,
    submitted_by text,
    decided_at timestamptz,
    decided_by text,
    -- why it was made anew, returned, locked or opened again
    why text,
    primary key (report, number)
);
create index edition_waiting on report.edition (state) where state in ('submitted', 'returned');

-- What was sent under a key of the sender's own: a repeat is answered with what the first did.
create table report.sent (
    account text not null,
    key text not null check (char_length(key) between 1 and 200),
    digest text not null,
    status int,
    answer jsonb,
    at timestamptz not null default now(),
    primary key (account, key)
);
create index sent_at on report.sent (at);

-- Who reports for a party.
create table report.party_account (
    id bigint generated always as identity primary key,
    party text not null,
    account text not null,
    given_by text not null,
    given_at timestamptz not null default now(),
    ended_by text,
    ended_at timestamptz
);
create unique index party_account_open on report.party_account (party, account) where ended_at is null;
