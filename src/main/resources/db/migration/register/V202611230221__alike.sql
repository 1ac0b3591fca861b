-- Whether a part of the first text is much like the second. The operator is inlined, so the index of words answers it;
-- how much is pg_trgm.word_similarity_threshold.
create function register.alike(text, text) returns boolean
    language sql stable parallel safe
    return $1 operator(public.%>) $2;
