-- The journal is sealed behind its writers: batches of committed entries, in the order of their transactions, chained by
-- their Merkle roots. What an entry's leaf holds of a value is hash(salt, value), so a value can be erased and the chain
-- stays whole.

alter table journal.entry
    -- no transaction below pg_snapshot_xmin can still commit: the order sealing goes by
    add column xid xid8 not null default pg_current_xact_id(),
    add column salts jsonb not null default '{}',
    add column digests jsonb not null default '{}',
    add column reason_salt text,
    add column reason_digest text;
comment on column journal.entry.salts is 'by column of changes: 32 random bytes, base64';
comment on column journal.entry.digests is 'of erased columns alone: SHA-256 in hexadecimal';

-- entries from before sealing get their salts now
create function pg_temp.salt() returns text language sql volatile as $$
    select encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64')
$$;
alter table journal.entry disable trigger only_added_to;
update journal.entry as entry set
    salts = coalesce((select jsonb_object_agg(one, pg_temp.salt()) from jsonb_object_keys(entry.changes) as one), '{}'),
    reason_salt = case when reason is not null then pg_temp.salt() end
where changes <> '{}' or reason is not null;
alter table journal.entry enable trigger only_added_to;

create index entry_order on journal.entry (xid, id);
create index entry_at on journal.entry (at, id);
create index entry_account on journal.entry (account, at, id);
create index entry_action on journal.entry (action, at, id);
create index entry_erased on journal.entry (id) where digests <> '{}' or reason_digest is not null;
-- for one subject, and for all that begin alike
drop index journal.entry_subject;
create index entry_subject on journal.entry (subject text_pattern_ops, id);

create table journal.seal (
    number bigint primary key,
    at timestamptz not null,
    count integer not null check (count > 0),
    first_xid xid8 not null,
    first_id bigint not null,
    last_xid xid8 not null,
    last_id bigint not null,
    leaves bytea not null,
    root bytea not null,
    previous bytea not null,
    head bytea not null
);
comment on column journal.seal.leaves is 'of each entry in order: its number (8 bytes, big-endian) and its leaf (32 bytes)';
-- hashes cannot be compressed
alter table journal.seal alter column leaves set storage external;
create unique index seal_last on journal.seal (last_xid, last_id);

create trigger only_added_to before update or delete on journal.seal
    for each row execute function journal.refuse();
create trigger never_emptied before truncate on journal.seal
    for each statement execute function journal.refuse();

-- The digest a leaf holds of a value. The program computes the same from what it reads.
create function journal.digest(salt text, value text) returns text language sql as $$
    select encode(sha256('\x02'::bytea || decode(coalesce(salt, ''), 'base64') || convert_to(value, 'UTF8')), 'hex')
$$;

-- An entry as it stands when these columns, and its reason if asked, are erased.
create function journal.erased(entry journal.entry, columns text[], with_reason boolean) returns journal.entry
language plpgsql as $$
declare
    one text;
begin
    foreach one in array columns loop
        if entry.changes ? one and not entry.digests ? one then
            entry.digests := entry.digests
                || jsonb_build_object(one, journal.digest(entry.salts ->> one, (entry.changes -> one)::text));
            entry.changes := entry.changes || jsonb_build_object(one, '{"erased": true}'::jsonb);
            entry.salts := entry.salts - one;
        end if;
    end loop;
    if with_reason and entry.reason is not null then
        entry.reason_digest := journal.digest(entry.reason_salt, entry.reason);
        entry.reason := null;
        entry.reason_salt := null;
    end if;
    return entry;
end $$;

-- The one change an entry may undergo, and only beside an entry that tells of it in the same transaction.
create function journal.refuse_but_erasure() returns trigger language plpgsql as $$
declare
    fresh text[] := array(select one from jsonb_object_keys(new.digests) as one where not old.digests ? one);
begin
    if new is distinct from old
        and new is not distinct from journal.erased(old, fresh, old.reason is not null and new.reason is null)
        and exists (
            select from journal.entry
            where xid = pg_current_xact_id() and subject = old.subject and action = 'erased')
    then
        return new;
    end if;
    raise exception 'JOU-001: the journal is only added to' using errcode = 'integrity_constraint_violation';
end $$;

drop trigger only_added_to on journal.entry;
create trigger only_added_to before delete on journal.entry
    for each row execute function journal.refuse();
create trigger only_erased before update on journal.entry
    for each row execute function journal.refuse_but_erasure();

-- Erases these columns in all entries about a subject; gives how many entries held any.
create function journal.erase(about text, columns text[], with_reason boolean) returns bigint language plpgsql as $$
declare
    touched bigint;
begin
    update journal.entry as entry
    set (changes, salts, digests, reason, reason_salt, reason_digest) = (
        select erased.changes, erased.salts, erased.digests, erased.reason, erased.reason_salt, erased.reason_digest
        from journal.erased(entry, columns, with_reason) as erased)
    where entry.subject = about and entry.action <> 'erased'
        and ((with_reason and entry.reason is not null)
            or exists (select from unnest(columns) as one where entry.changes ? one and not entry.digests ? one));
    get diagnostics touched = row_count;
    return touched;
end $$;
