-- Beside the province's roll-ups (place 0, unit 0) those of each place and unit by year, so that a figure by unit over
-- many years reads a row a year and place and not one for each half month.
alter table figure.rollup add column place int not null default 0;
alter table figure.rollup add column unit int not null default 0;
alter table figure.rollup drop constraint rollup_pkey;
insert into figure.rollup (figure, span, place, unit, b1, b2, b3, n, total)
select figure, -(bucket / 24) - 1, place, unit, b1, b2, b3, sum(n), sum(total) from figure.cell
group by 1, 2, 3, 4, 5, 6, 7;
alter table figure.rollup add primary key (figure, place, span, unit, b1, b2, b3);
alter table figure.rollup alter column place drop default;
alter table figure.rollup alter column unit drop default;
