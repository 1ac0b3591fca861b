-- whose word about money a plan goes by: asked for (the July draft) or allotted (the January issue)
alter table plan.plan add column stage text not null default 'requested' check (stage in ('requested', 'allotted'));

-- what a plan asks of a unit by a day, with the figure that measures it
create table plan.task (
    id int generated always as identity primary key,
    plan int not null references plan.plan,
    section int references plan.section,
    content text not null check (length(content) between 1 and 500),
    unit int not null,
    due_on date not null,
    figure text,
    target numeric,
    deliverable text not null default '' check (length(deliverable) <= 300),
    account text not null,
    at timestamptz not null default now(),
    check (target is null or figure is not null)
);
create index task_plan on plan.task (plan);

-- the record a task of a plan became, once and for good; a plan issued again keeps those of the one before. Plans by code, since those of the province's folder are among them
create table plan.assigned (
    plan text not null,
    task text not null,
    record text not null,
    at timestamptz not null default now(),
    primary key (plan, task)
);
create trigger stands before update or delete or truncate on plan.assigned
    for each statement execute function plan.refuse();
