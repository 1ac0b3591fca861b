-- Lists a person keeps: what is asked for stands in the query, so an old one opens as long as its columns do.
create table register.view (
    id bigint generated always as identity primary key,
    register text not null,
    account text not null,
    name text not null check (char_length(name) between 1 and 100),
    query text not null check (char_length(query) <= 4000),
    shared boolean not null default false,
    unique (register, account, name)
);

-- Columns a person wants to see where the address names none.
create table register.chosen_columns (
    register text not null,
    account text not null,
    columns text[] not null check (cardinality(columns) >= 1),
    primary key (register, account)
);
