-- Functions every module may use.
create schema common;
create extension unaccent;
create extension pg_trgm;
create extension btree_gin;

-- Text as it is searched: lower case, no diacritics. unaccent() itself is only stable, because its dictionary could be
-- changed; ours is named and never changed, so the wrapper may be immutable and serve in generated columns.
create function common.fold(text) returns text
    language sql immutable strict parallel safe
    return lower(public.unaccent('public.unaccent'::regdictionary, $1));
