-- Plans being written, and those published from here. Those published before stand in provinces/<province>/plans.
create schema plan;

create table plan.plan (
    id int generated always as identity primary key,
    code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 40),
    kind text not null check (kind in ('annual', 'five-year', 'periodic', 'thematic')),
    outline text not null,
    title text not null check (length(title) between 1 and 500),
    from_day date not null,
    until_day date not null check (until_day >= from_day),
    cut_off date not null,
    state text not null default 'draft'
        check (state in ('draft', 'in-opinion', 'submitted', 'approved', 'published', 'replaced', 'withdrawn')),
    number text not null default '' check (length(number) <= 60),
    issued_on date,
    office text not null default '',
    signer text not null default '',
    recipients text not null default '',
    replaces text not null default '',
    copied_from text,
    seal bigint,
    version int not null default 1,
    made_by text not null,
    made_at timestamptz not null default now(),
    check ((state in ('published', 'replaced', 'withdrawn')) = (issued_on is not null and number <> ''))
);

create table plan.section (
    id int generated always as identity primary key,
    plan int not null references plan.plan,
    place int not null,
    key text not null check (length(key) <= 60),
    level int not null check (level between 1 and 5),
    heading text not null check (length(heading) <= 500),
    field text,
    unit int,
    account text,
    due_on date,
    state text not null default 'empty' check (state in ('empty', 'carried', 'writing', 'done')),
    appendix boolean not null default false,
    unique (plan, key),
    unique (plan, place) deferrable initially deferred
);
create index section_unit on plan.section (unit) where unit is not null;

create table plan.paragraph (
    id bigint generated always as identity primary key,
    section int not null references plan.section,
    place numeric not null,
    version int not null default 1,
    text text not null check (length(text) <= 20000),
    account text not null,
    changed_at timestamptz not null default now(),
    removed boolean not null default false
);
create index paragraph_section on plan.paragraph (section, place);

-- every text a paragraph has had; nobody's words are lost
create table plan.paragraph_version (
    paragraph bigint not null references plan.paragraph,
    version int not null,
    text text not null,
    removed boolean not null,
    account text not null,
    at timestamptz not null default now(),
    primary key (paragraph, version)
);

create function plan.keep_version() returns trigger language plpgsql as $$
begin
    insert into plan.paragraph_version (paragraph, version, text, removed, account)
    values (new.id, new.version, new.text, new.removed, new.account);
    return null;
end $$;
create trigger keep_version after insert or update on plan.paragraph
    for each row execute function plan.keep_version();

create function plan.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'PLA-010: % của % bị từ chối: bảng này chỉ thêm, không sửa, không xóa', tg_op, tg_table_name;
end $$;
create trigger only_grows before update or delete or truncate on plan.paragraph_version
    for each statement execute function plan.refuse();

create table plan.remark (
    id bigint generated always as identity primary key,
    paragraph bigint not null references plan.paragraph,
    kind text not null check (kind in ('comment', 'suggestion')),
    begun_from int not null,
    text text not null check (length(text) between 1 and 20000),
    account text not null,
    at timestamptz not null default now(),
    state text not null default 'open' check (state in ('open', 'taken', 'refused', 'settled')),
    settled_by text,
    settled_at timestamptz,
    reason text not null default ''
);
create index remark_paragraph on plan.remark (paragraph) where state = 'open';

-- a figure as the plan cites it; published stands still once the plan is out
create table plan.citation (
    plan int not null references plan.plan,
    figure text not null,
    from_day date,
    until_day date,
    as_of date,
    qualifier text not null default 'exact',
    show text,
    published numeric,
    primary key (plan, figure)
);

create table plan.opinion (
    id bigint generated always as identity primary key,
    plan int not null references plan.plan,
    unit int not null,
    round int not null,
    due_on date not null,
    asked_by text not null,
    asked_at timestamptz not null default now(),
    answered_by text,
    answered_at timestamptz,
    agrees boolean,
    unique (plan, unit, round)
);

create table plan.opinion_point (
    id bigint generated always as identity primary key,
    opinion bigint not null references plan.opinion,
    section int references plan.section,
    text text not null check (length(text) between 1 and 10000),
    taken text check (taken in ('whole', 'part', 'not')),
    reason text not null default '',
    settled_by text,
    check (taken is null or taken = 'whole' or reason <> '')
);

-- why a plan went out although a point was open
create table plan.excuse (
    plan int not null references plan.plan,
    point text not null,
    reason text not null check (length(reason) between 1 and 2000),
    account text not null,
    at timestamptz not null default now(),
    primary key (plan, point)
);

-- what went out, byte for byte
create table plan.publication (
    plan int not null references plan.plan,
    form text not null check (form in ('text', 'html', 'docx', 'pdf', 'signed')),
    content bytea not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    at timestamptz not null default now(),
    primary key (plan, form)
);
create trigger stands before update or delete or truncate on plan.publication
    for each statement execute function plan.refuse();
