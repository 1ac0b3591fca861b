-- Which successor of a split unit a record went to: where it stood and the portion it is counted at since.
create table figure.assignment (
    register text not null,
    record bigint not null,
    place integer not null,
    portion integer not null references unit.portion (id),
    -- journal entry that tells of it
    entry bigint not null references journal.entry (id),
    primary key (register, record, place)
);
create index assignment_portion on figure.assignment (portion);

-- Where a record is counted that stood there: at the portion it was assigned to, through one split after another.
create function figure.portion(register text, record bigint, place integer) returns integer
    language plpgsql stable parallel safe as $$
declare
    here integer := place;
    further integer;
begin
    loop
        select assigned.portion into further from figure.assignment as assigned
        where assigned.register = portion.register and assigned.record = portion.record and assigned.place = here;
        exit when not found;
        here := further;
    end loop;
    return here;
end $$;

-- Where a record stands or stood, each as it is counted now.
create function figure.stands(register text, record bigint, place integer, moved_from integer[]) returns integer[]
    language sql stable parallel safe as $$
    select array_agg(distinct figure.portion(register, record, stood))
    from unnest(array_append(coalesce(moved_from, '{}'), place)) as stood
$$;
