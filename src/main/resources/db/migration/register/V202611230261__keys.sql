-- A key as it is looked up: case, diacritics, spaces and dashes aside.
create function register.key(text) returns text
    language sql immutable strict parallel safe
    return translate(common.fold($1), U&' \00A0-\2010\2011\2012\2013\2014', '');
