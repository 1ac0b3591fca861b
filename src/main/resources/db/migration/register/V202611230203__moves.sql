-- The place a record stood at on a day: each move names its day and the place left, in order of time.
create function register.place_on(place integer, moved_on date[], moved_from integer[], day date) returns integer
    language sql immutable parallel safe
    return coalesce(
        (select moves.place from unnest(moved_on, moved_from) with ordinality as moves (day, place, nth)
            where place_on.day < moves.day order by moves.nth limit 1),
        place_on.place);
