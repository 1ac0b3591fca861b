-- Tables of registers are made from their declarations; this schema holds them and what they share.
create schema register;

-- Last running number given among codes alike in all the rest.
create table register.sequence (
    register text not null,
    prefix text not null,
    last bigint not null,
    -- given for a single record since the last loading of many
    single boolean not null default false,
    primary key (register, prefix)
);
create index sequence_single on register.sequence (register) where single;
