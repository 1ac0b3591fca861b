-- A posting's movement is tried by the trigger: a reference would have every posting lock the same few rows. Corrections and
-- contracts are looked up only where a posting names one.
alter table ledger.posting drop constraint posting_kind_fkey;
alter table ledger.day drop constraint day_kind_fkey;

create or replace function ledger.after_posting() returns trigger language plpgsql as $$
declare
    refused bigint;
begin
    if exists (select from posted p where not exists (select from ledger.move m where m.kind = p.kind)) then
        raise exception 'LED-004: there is no such kind of movement' using errcode = 'foreign_key_violation';
    end if;
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
    -- asked first: joined to all postings only where there is a correction
    if exists (select from posted where corrects is not null) then
        select p.corrects into refused from posted p join ledger.posting o on o.id = p.corrects
        where o.corrects is not null or o.line <> p.line or o.kind <> p.kind or o.amount < (
            select sum(amount) from ledger.posting c where c.corrects = p.corrects) limit 1;
        if found then
            raise exception 'LED-044: posting % cannot be corrected so', refused using errcode = 'check_violation';
        end if;
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
    if exists (select from posted where contract is not null) then
        update ledger.contract_standing s set paid = s.paid + d.paid, over = s.over + d.over
        from (
            select p.contract, sum(p.moved * (m.advanced + m.paid)) as paid,
                coalesce(sum(p.over_amount) filter (where p.over_limit = 'contract'), 0) as over
            from posted p join ledger.move m on m.kind = p.kind where p.contract is not null group by p.contract) d
        where s.contract = d.contract;
    end if;
    return null;
end $$;
