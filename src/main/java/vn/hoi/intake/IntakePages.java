package vn.hoi.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.intake.Batch.State;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** {@code /registers/{register}/import} and {@code /registers/{register}/batches}. */
@Controller
class IntakePages {

    private static final int FAULTS_SHOWN = 200;
    private static final int LISTED = 50;
    private static final int AT_ONCE = 5_000;
    /** How long a person waits for the next page before it comes without an end. */
    private static final long PATIENCE_MILLIS = 1_500;
    /** How long a machine waits for its answer before it is told to ask again. */
    private static final long LONG_PATIENCE_MILLIS = 25_000;

    private final Registers registers;
    private final Imports imports;
    private final Batches batches;
    private final StoredFiles files;
    private final WrongRows wrongRows;
    private final Units units;
    private final Rights rights;

    IntakePages(
            Registers registers,
            Imports imports,
            Batches batches,
            StoredFiles files,
            WrongRows wrongRows,
            Units units,
            Rights rights) {
        this.registers = registers;
        this.imports = imports;
        this.batches = batches;
        this.files = files;
        this.wrongRows = wrongRows;
        this.units = units;
        this.rights = rights;
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/import")
    Twin form(@PathVariable String id) {
        return form(registers.get(id), null);
    }

    private Twin form(Register register, @Nullable Problem problem) {
        return Twin.page("intake/form")
                .with("register", register)
                .with("problem", problem)
                .with("mayWrite", rights.mayWrite(register.id()))
                .with("last", batches.list(register.id(), Long.MAX_VALUE, 5))
                .status(problem == null ? 200 : problem.status());
    }

    /** {@code example.xlsx} and {@code example.csv}. */
    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/import/example")
    Twin example(@PathVariable String id) {
        Register register = registers.get(id);
        return form(register, null).csv(() -> Example.of(register, units));
    }

    /**
     * Takes a file. A person is led to its preview; a machine with {@code dry=true} gets what a preview shows, and without
     * it the file is loaded.
     *
     * @param mode {@code add}, {@code change} or {@code both}: what is done where a record of a row's key stands
     * @param wrong {@code return} (good rows go in, wrong ones come back) or {@code refuse}
     */
    @Access(Access.Level.WRITE)
    @PostMapping(path = "/registers/{id}/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin take(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile beside,
            @RequestParam(defaultValue = "false") boolean dry,
            @RequestParam(defaultValue = "return") String wrong,
            @RequestParam(defaultValue = "add") String mode,
            @RequestHeader(defaultValue = "") String accept)
            throws IOException, InterruptedException {
        Register register = registers.get(id);
        boolean person = accept.contains("text/html");
        try {
            Batch batch = receive(register, file, beside, !wrong.equals("refuse"), Batch.Mode.of(mode));
            if (person || dry) {
                imports.startReading(register, batch);
            } else {
                imports.startLoading(register, batch, batch.partly());
            }
            return answered(register, batch.id(), person);
        } catch (Problem problem) {
            if (!person) {
                throw problem;
            }
            return form(register, problem);
        }
    }

    private Batch receive(
            Register register,
            @Nullable MultipartFile file,
            @Nullable MultipartFile beside,
            boolean partly,
            Batch.Mode mode)
            throws IOException {
        Path copy = Files.createTempFile("hoi-import-", ".tmp");
        @Nullable
        Path archive = beside == null || beside.isEmpty() ? null : Files.createTempFile("hoi-import-", ".zip");
        try {
            if (file != null) {
                file.transferTo(copy);
            }
            if (archive != null && beside != null) {
                beside.transferTo(archive);
            }
            @Nullable String name = file == null ? null : file.getOriginalFilename();
            return imports.receive(register, copy, archive, name == null ? "" : name, partly, mode);
        } finally {
            if (archive != null) {
                Files.deleteIfExists(archive);
            }
            Files.deleteIfExists(copy);
        }
    }

    /** Waits a little for the work to end, so that small files need no page in between. */
    private Twin answered(Register register, long number, boolean person) throws InterruptedException {
        long until = System.nanoTime() + (person ? PATIENCE_MILLIS : LONG_PATIENCE_MILLIS) * 1_000_000;
        Batch batch = batches.get(register.id(), number);
        while (batch.state().isRunning() && System.nanoTime() < until) {
            Thread.sleep(50);
            batch = batches.get(register.id(), number);
        }
        if (!person && batch.state() == State.REFUSED) {
            throw refusal(register, batch);
        }
        boolean in = batch.state() == State.DONE
                && (batch.entry() != null || batch.counts().changed() > 0);
        return page(register, batch)
                .status(batch.state().isRunning() ? 202 : in ? 201 : 200)
                .seeOther(address(batch));
    }

    private Problem refusal(Register register, Batch batch) {
        boolean mayReadPersonal = rights.mayReadPersonal(register.id());
        List<Fault> faults = batches.faults(batch.id(), 0, FAULTS_SHOWN).stream()
                .map(fault -> new Fault(
                        fault.column(),
                        fault.code(),
                        "Dòng " + fault.row() + ": " + BatchJson.reason(register, fault, mayReadPersonal)))
                .toList();
        return new Problem(
                422,
                String.valueOf(batch.code()),
                String.valueOf(batch.message()),
                faults,
                Map.of("batch", batch.id(), "missing", batch.found().missing()));
    }

    private static String address(Batch batch) {
        return "/registers/" + batch.register() + "/batches/" + batch.id();
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/batches")
    Twin list(@PathVariable String id, @RequestParam(required = false) @Nullable Long after) {
        Register register = registers.get(id);
        List<Batch> some = batches.list(register.id(), after == null ? Long.MAX_VALUE : after, LISTED + 1);
        List<Batch> shown = some.subList(0, Math.min(LISTED, some.size()));
        @Nullable Long next = some.size() > LISTED ? shown.getLast().id() : null;
        String address = "/registers/" + register.id() + "/batches";
        return Twin.page("intake/batches")
                .with("register", register)
                .with("batches", shown)
                .with("next", next == null ? "" : address + "?after=" + next)
                .json(() -> Twin.rows(
                        shown.stream().map(BatchJson::row).toList(),
                        next == null ? null : address + ".json?after=" + next))
                .csv(() -> new Csv(BatchJson.LIST, rows -> {
                    long before = Long.MAX_VALUE;
                    List<Batch> page = batches.list(register.id(), before, AT_ONCE);
                    while (!page.isEmpty()) {
                        page.forEach(batch -> rows.accept(BatchJson.row(batch)));
                        page = batches.list(register.id(), page.getLast().id(), AT_ONCE);
                    }
                }));
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/batches/{number}")
    Twin batch(@PathVariable String id, @PathVariable long number) {
        Register register = registers.get(id);
        return page(register, batches.get(register.id(), number));
    }

    private Twin page(Register register, Batch batch) {
        return page(register, batch, null);
    }

    private Twin page(Register register, Batch batch, @Nullable Problem problem) {
        List<Batch.CellFault> faults = batches.faults(batch.id(), 0, FAULTS_SHOWN);
        List<Batch.CellChange> changes = batches.changes(batch.id(), FAULTS_SHOWN);
        boolean mayReadPersonal = rights.mayReadPersonal(register.id());
        return Twin.page("intake/batch")
                .with("register", register)
                .with("batch", batch)
                .with("faults", faults)
                .with("changes", changes)
                .with("problem", problem)
                .with("kept", files.holds(batch.id()))
                .with("targets", new Matching(register, Map.of(), files.holdsBeside(batch.id())).targets())
                .with("units", units)
                .with("mayWrite", rights.mayWrite(register.id()))
                .with("mayReadPersonal", mayReadPersonal)
                .status(problem == null ? 200 : problem.status())
                .json(() -> BatchJson.whole(register, batch, faults, changes, mayReadPersonal));
    }

    /** All that is wrong, cell by cell. */
    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/batches/{number}/faults")
    Twin faults(@PathVariable String id, @PathVariable long number) {
        Register register = registers.get(id);
        Batch batch = batches.get(register.id(), number);
        boolean mayReadPersonal = rights.mayReadPersonal(register.id());
        return page(register, batch)
                .json(() -> Twin.rows(
                        batches.faults(number, 0, AT_ONCE).stream()
                                .map(fault -> BatchJson.fault(register, fault, mayReadPersonal))
                                .toList(),
                        null))
                .csv(() -> new Csv(
                        BatchJson.FAULTS,
                        rows -> batches.faults(number, 0, Integer.MAX_VALUE)
                                .forEach(fault -> rows.accept(BatchJson.fault(register, fault, mayReadPersonal)))));
    }

    /** All that rows change in records that stand, cell by cell. */
    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/batches/{number}/changes")
    Twin changes(@PathVariable String id, @PathVariable long number) {
        Register register = registers.get(id);
        Batch batch = batches.get(register.id(), number);
        boolean mayReadPersonal = rights.mayReadPersonal(register.id());
        return page(register, batch)
                .json(() -> Twin.rows(
                        batches.changes(number, AT_ONCE).stream()
                                .map(change -> BatchJson.change(register, change, mayReadPersonal))
                                .toList(),
                        null))
                .csv(() -> new Csv(
                        BatchJson.CHANGES,
                        rows -> batches.changes(number, Integer.MAX_VALUE)
                                .forEach(change -> rows.accept(BatchJson.change(register, change, mayReadPersonal)))));
    }

    /** The rows to be corrected, as a file with the reasons beside them. */
    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/batches/{number}/wrong")
    Twin wrong(@PathVariable String id, @PathVariable long number) {
        Register register = registers.get(id);
        Batch batch = batches.get(register.id(), number);
        return page(register, batch).csv(() -> wrongRows.table(register, batch, rights.mayReadPersonal(register.id())));
    }

    /** Reads again with the columns chosen: {@code c-N} for the column N of the file. */
    @Access(Access.Level.WRITE)
    @PostMapping("/registers/{id}/batches/{number}/columns")
    Twin choose(
            @PathVariable String id,
            @PathVariable long number,
            @RequestParam Map<String, String> sent,
            @RequestHeader(defaultValue = "") String accept)
            throws InterruptedException {
        Register register = registers.get(id);
        Map<Integer, String> chosen = new HashMap<>();
        sent.forEach((name, column) -> {
            if (name.matches("c-\\d{1,5}")) {
                chosen.put(Integer.valueOf(name.substring(2)), column);
            }
        });
        imports.rematch(
                register,
                batches.get(register.id(), number),
                number(sent.get("sheet")),
                number(sent.get("heading")),
                chosen,
                sent.containsKey("mode")
                        ? Batch.Mode.of(sent.get("mode"))
                        : batches.get(register.id(), number).mode());
        return answered(register, number, accept.contains("text/html"));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,7}") ? Integer.valueOf(text.strip()) : null;
    }

    /** Puts the good rows in. */
    @Access(Access.Level.WRITE)
    @PostMapping("/registers/{id}/batches/{number}/load")
    Twin load(
            @PathVariable String id,
            @PathVariable long number,
            @RequestParam(defaultValue = "return") String wrong,
            @RequestHeader(defaultValue = "") String accept)
            throws InterruptedException {
        Register register = registers.get(id);
        Batch batch = batches.get(register.id(), number);
        if (batch.state() != State.WAITING) {
            throw new Problem(409, "IMP-012", "Đợt nạp này đang được xử lý hoặc đã xong; mở lại trang để xem.");
        }
        imports.startLoading(register, batch, !wrong.equals("refuse"));
        return answered(register, number, accept.contains("text/html"));
    }

    /** Takes all records of the batch out again. */
    @Access(Access.Level.WRITE)
    @PostMapping("/registers/{id}/batches/{number}/undo")
    Twin undo(@PathVariable String id, @PathVariable long number, @RequestHeader(defaultValue = "") String accept) {
        Register register = registers.get(id);
        try {
            imports.undo(register, number);
        } catch (Problem problem) {
            if (!accept.contains("text/html") || problem.status() != 409) {
                throw problem;
            }
            return page(register, batches.get(register.id(), number), problem);
        }
        Batch batch = batches.get(register.id(), number);
        return page(register, batch).seeOther(address(batch));
    }
}
