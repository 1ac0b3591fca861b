-- The archive of attachments sent beside a file, in parts; its columns of files name what is in it.
create table intake.beside_part (
    batch bigint not null references intake.batch (id) on delete cascade,
    part integer not null,
    content bytea not null,
    primary key (batch, part)
);
