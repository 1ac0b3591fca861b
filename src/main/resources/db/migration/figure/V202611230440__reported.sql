-- What reports say of figures: by a unit or by a party at a unit, as a value or as part and whole, sent or approved.
alter table figure.report
    add party text not null default '',
    add reporter text not null default '',
    add address text not null default '',
    add whole numeric,
    add approved boolean not null default true,
    alter value drop not null;

drop index figure.report_figure;
create index report_latest on figure.report (figure, unit, party, period_to, id);
