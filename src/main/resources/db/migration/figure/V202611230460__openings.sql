-- Totals taken over from before: remaining shrinks as their records are brought in, and never passes 0.
create table figure.opening (
    id text primary key,
    figure text not null,
    -- of figure.definition; 0 while the figure is not declared
    number int not null default 0,
    bucket int not null,
    place int not null references unit.unit (id),
    b1 text collate "C" not null default '',
    b2 text collate "C" not null default '',
    b3 text collate "C" not null default '',
    declared numeric not null,
    remaining numeric not null,
    document text not null,
    document_day date not null,
    constraint opening_never_below_zero check (remaining >= 0 and remaining <= declared)
);
create index opening_number on figure.opening (number, bucket);

-- What was taken off an opening, one row a bringing in; a row of the other sign gives it back.
create table figure.opening_use (
    id bigint generated always as identity primary key,
    opening text not null references figure.opening (id),
    batch bigint,
    amount numeric not null check (amount <> 0),
    reason text not null,
    account text not null,
    at timestamptz not null default clock_timestamp()
);
create index opening_use_opening on figure.opening_use (opening, id);

-- Every definition a figure ever had, as declared, with the first day of the half-month it began in.
create table figure.version (
    figure text not null,
    version int not null,
    first_day date not null,
    definition text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (figure, version)
);
