package vn.hoi.ledger;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Rights;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/**
 * What registers hold of a capital project: plans of procurement, packages, guarantees, milestones, acceptances, payment
 * requests and whatever else a declaration lets refer to the register of projects.
 */
@Component
class ProjectRecords {

    static final String PROJECTS = "capital-project";
    static final String CODE = "ledger-code";
    private static final int SHOWN = 20;

    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;
    private final Rights rights;

    ProjectRecords(Registers registers, RecordQueries queries, RecordLists lists, Rights rights) {
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
        this.rights = rights;
    }

    /** The record of the project itself, as far as whoever is at work may open it. */
    Optional<Row> find(String project) {
        return registers.find(PROJECTS).filter(this::mayRead).flatMap(register -> {
            MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
            asked.add("q", project);
            return lists.page(register, queries.read(register, asked, List.of())).rows().stream()
                    .filter(row -> project.equals(row.value(CODE)))
                    .findFirst();
        });
    }

    /** What refers to the record, register by register; those without any are left out. */
    List<ProjectPart> parts(Row project) {
        List<ProjectPart> parts = new ArrayList<>();
        for (Register register : registers.list()) {
            for (Column column : register.columns()) {
                if (column.type() == ColumnType.REFERENCE
                        && PROJECTS.equals(column.of())
                        && column.filter()
                        && mayRead(register)) {
                    part(register, column, project.code()).ifPresent(parts::add);
                }
            }
        }
        return parts;
    }

    private boolean mayRead(Register register) {
        return !rights.reach(register.id()).isNone();
    }

    private Optional<ProjectPart> part(Register register, Column column, String code) {
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        asked.add(column.id(), code);
        RecordLists.Page page = lists.page(register, queries.read(register, asked, List.of()));
        if (page.rows().isEmpty()) {
            return Optional.empty();
        }
        OffsetDateTime now = OffsetDateTime.now();
        List<Row> late = page.rows().stream()
                .filter(row -> register.deadline() != null
                        && row.course().dueAt() != null
                        && row.course().pausedAt() == null
                        && !register.deadline().metIn().contains(row.state())
                        && Objects.requireNonNull(row.course().dueAt()).isBefore(now))
                .toList();
        List<Row> shown = page.rows().subList(0, Math.min(SHOWN, page.rows().size()));
        return Optional.of(new ProjectPart(
                register,
                shown,
                late.size(),
                page.next() != null || shown.size() < page.rows().size(),
                "/registers/" + register.id() + "?" + column.id() + "=" + code));
    }
}
