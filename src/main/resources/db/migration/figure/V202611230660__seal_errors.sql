-- Only a broken relation whose severity is error has to be explained; warnings are noted. Null in seals made before.
alter table figure.seal add errors integer check (errors >= 0);
do $$
declare
    old text;
begin
    select conname into strict old from pg_constraint
    where conrelid = 'figure.seal'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%violations = 0%';
    execute format('alter table figure.seal drop constraint %I', old);
end $$;
alter table figure.seal
    add constraint errors_are_explained check (coalesce(errors, violations) = 0 or reason is not null),
    add constraint errors_are_violations check (errors <= violations);
